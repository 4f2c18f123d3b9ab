import { createHash } from 'node:crypto';

const address = (digest: string, name: string): string =>
  `https://files.example/packages/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest.slice(4)}/${name}`;

const file = (digest: string, name: string): string =>
  `{ url = "${address(digest, name)}", hash = "sha256:${digest}", size = 123456, upload-time = "2025-01-01T00:00:00Z" }`;

/** A uv.lock of so many packages, each with an sdist, two wheels and three needs, one of them under a marker. */
export const makeLock = (packages: number): string => {
  const parts = ['version = 1\nrevision = 3\nrequires-python = ">=3.11"\n'];
  for (let at = 0; at < packages; at += 1) {
    const name = `package-${at}`;
    const version = `1.${at % 50}.${at % 7}`;
    const digest = createHash('sha256').update(name).digest('hex');
    const needs = [1, 14, 27].map((step) => `package-${(at * 7 + step) % packages}`);
    const [first, ...others] = needs;
    parts.push(
      `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://index.example/simple" }\n`,
      `dependencies = [\n    { name = "${first ?? ''}", marker = "sys_platform == 'win32'" },\n`,
      others.map((need) => `    { name = "${need}" },\n`).join(''),
      `]\nsdist = ${file(digest, `package_${at}-${version}.tar.gz`)}\nwheels = [\n`,
      ['cp311-cp311-manylinux_2_28_x86_64', 'cp312-cp312-manylinux_2_28_x86_64']
        .map((tags) => `    ${file(digest, `package_${at}-${version}-${tags}.whl`)},\n`)
        .join(''),
      ']\n',
    );
  }
  return parts.join('');
};
