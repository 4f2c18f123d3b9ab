import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ByteSource } from '@custody/archive';
import { type Accounted, countAccounts } from '@custody/audit';
import { buildElf, buildSdist, buildWheel, type WheelOptions, wheelFileName } from '@custody/testkit';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { collectDocument, collectEnvironment, collectSdist, collectWheel } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-audit-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (position, length) => bytes.subarray(position, position + length),
});

const brief = (one: Accounted): string => {
  if (one.kind === 'inapplicable') return `inapplicable ${one.marker}`;
  const { subject, entry } = one;
  const what =
    subject === undefined
      ? entry.text
      : `${subject.kind} ${subject.ecosystem ?? '-'} ${subject.name} ${subject.version ?? '-'}`;
  return `${one.kind === 'audited' ? 'audited' : one.reason} ${what}`;
};

const wheel = async (options: WheelOptions) => {
  const name = wheelFileName(options);
  return collectWheel(sourceOf(buildWheel(options)), `dist/${name}`, name);
};

const sbom = (
  ...components: readonly { readonly name: string; readonly version?: string; readonly purl?: string }[]
) =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'library',
        'bom-ref': 'root',
        name: 'tidewater',
        version: '1.0.0',
        purl: 'pkg:pypi/tidewater@1.0.0',
      },
    },
    components: components.map((component, at) => ({ type: 'library', 'bom-ref': `c${at}`, ...component })),
    dependencies: [{ ref: 'root', dependsOn: components.map((_, at) => `c${at}`) }],
  });

const PNG = 'tidewater.libs/libpng16-0123abcd.so.16.34.0';
const tags = ['cp311-cp311-manylinux_2_28_x86_64'];
const OPENSSL = 'OpenSSL 3.0.8 7 Feb 2023\0OPENSSLDIR: "/etc/ssl"\0';

describe('a wheel', () => {
  test('is the release, what embedded SBOMs declare, and what was bundled into it', async () => {
    const { input, problems } = await wheel({
      tags,
      headers: ['Requires-Dist: attrs>=1'],
      files: {
        'tidewater/_core.so': buildElf({ needed: ['libpng16-0123abcd.so.16.34.0'] }),
        [PNG]: buildElf({ soname: 'libpng16-0123abcd.so.16.34.0' }),
      },
      sboms: {
        'cargo.cdx.json': sbom(
          { name: 'time', version: '0.1.0', purl: 'pkg:cargo/time@0.1.0' },
          { name: 'glibc', version: '2.28', purl: 'pkg:rpm/almalinux/glibc@2.28-225.el8?arch=x86_64' },
          { name: 'nameless' },
        ),
      },
    });
    expect(input.accounted.map(brief).sort()).toEqual([
      'audited native AlmaLinux:8 glibc 2.28-225.el8',
      'audited native OSS-Fuzz libpng 1.6.34',
      'audited package PyPI tidewater 1.0.0',
      'audited package crates.io time 0.1.0',
      'unidentified nameless',
    ]);
    const library = input.accounted.find(({ entry }) => entry.name === 'libpng');
    expect(library).toMatchObject({
      subject: { evidence: [{ kind: 'named', version: '1.6.34' }], locations: [{ entry: PNG }] },
    });
    expect(input).toMatchObject({ format: 'wheel', name: 'tidewater', version: '1.0.0' });
    expect(problems.at(-1)?.message).toContain('requires another project');
  });

  test("a distribution's package is never taken for upstream's version", async () => {
    const { input } = await wheel({
      tags,
      files: { [PNG]: buildElf({ soname: 'libpng16-0123abcd.so.16.34.0' }) },
      sboms: {
        'auditwheel.cdx.json': sbom({
          name: 'libpng',
          version: '1.6.34-5.el8',
          purl: 'pkg:rpm/almalinux/libpng@1.6.34-5.el8',
        }),
      },
    });
    const libraries = input.accounted.filter(({ entry }) => entry.name === 'libpng');
    expect(libraries.map(brief)).toEqual(['audited native AlmaLinux:8 libpng 1.6.34-5.el8']);
  });

  test('that declares one version and holds another has the evidence of both with both', async () => {
    const { input } = await wheel({
      tags,
      files: { 'tidewater/_rust.so': Buffer.concat([buildElf({}), Buffer.from(`\0${OPENSSL}`)]) },
      sboms: { 'x.cdx.json': sbom({ name: 'openssl', version: '3.0.7', purl: 'pkg:generic/openssl@3.0.7' }) },
    });
    const both = input.accounted.filter(({ entry }) => entry.name === 'openssl');
    expect(both).toHaveLength(2);
    for (const one of both) {
      const evidence = one.kind === 'audited' ? (one.subject.evidence ?? []) : [];
      expect(new Set(evidence.map(({ kind, version }) => `${kind} ${version ?? ''}`))).toEqual(
        new Set(['declared 3.0.7', 'observed 3.0.8']),
      );
    }
  });

  test('whose SBOM cannot be read, or that is none, says so', async () => {
    const { input } = await wheel({ sboms: { 'x.cdx.json': '{' } });
    expect(input.accounted.map(brief)).toEqual([
      'audited package PyPI tidewater 1.0.0',
      expect.stringMatching(/^malformed .*x\.cdx\.json$/),
    ]);
    const broken = await collectWheel(
      sourceOf(Buffer.from('no zip')),
      'a-1-py3-none-any.whl',
      'a-1-py3-none-any.whl',
    );
    expect(broken.input.accounted.map(brief)).toEqual(['malformed a-1-py3-none-any.whl']);
  });
});

test('an sdist is the release that it says it is', async () => {
  const name = 'tidewater-1.0.0.tar.gz';
  const { input } = await collectSdist(sourceOf(buildSdist()), name, name);
  expect(input.accounted.map(brief)).toEqual(['audited package PyPI tidewater 1.0.0']);
  const broken = await collectSdist(sourceOf(Buffer.from('no gzip')), 'x-1.tar.gz', 'x-1.tar.gz');
  expect(countAccounts(broken.input.accounted).unaudited).toBeGreaterThan(0);
});

describe('an environment', () => {
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(directory, 'site', path)), { recursive: true });
    writeFileSync(join(directory, 'site', path), content);
  };
  const install = (name: string, version: string, ...headers: readonly string[]): void => {
    const info = `${name}-${version}.dist-info`;
    write(
      `${info}/METADATA`,
      ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`, ...headers, '', ''].join('\n'),
    );
    write(`${info}/RECORD`, `${info}/METADATA,,\n${name}/__init__.py,,\n`);
    write(`${name}/__init__.py`, '');
  };

  test('is every distribution, with who needs it; what nobody accounts for is not audited', async () => {
    install('alpha', '1.0', 'Requires-Dist: beta');
    install('beta', '2.0');
    write('old-1.0.egg-info', 'Name: old\n');
    write('loose.py', '');
    write('broken-1.dist-info/RECORD', '');
    const { input } = await collectEnvironment(join(directory, 'site'));
    expect(input.accounted.map(brief).sort()).toEqual([
      'audited package PyPI alpha 1.0',
      'audited package PyPI beta 2.0',
      'unidentified broken-1.dist-info has no METADATA: what is installed there is not known',
      expect.stringContaining('unidentified no distribution accounts for'),
      expect.stringContaining('unidentified old-1.0.egg-info is installed'),
    ]);
    const beta = input.accounted.find(({ entry }) => entry.name === 'beta');
    const alpha = input.accounted.find(({ entry }) => entry.name === 'alpha');
    if (beta?.kind !== 'audited' || alpha?.kind !== 'audited') throw new Error('not audited');
    expect(beta.subject.parents).toEqual([alpha.subject.key]);
  });
});

describe('the interpreter of an environment', () => {
  const collect = async (name: string, config: string): Promise<readonly string[]> => {
    const site = join(directory, name, 'lib', 'python3.12', 'site-packages');
    mkdirSync(site, { recursive: true });
    writeFileSync(join(directory, name, 'pyvenv.cfg'), config);
    return (await collectEnvironment(site)).input.accounted.map(brief);
  };

  test.each([
    ['venv', 'home = /usr/bin\nversion = 3.12.3\n', 'audited cpython CPython cpython 3.12.3'],
    [
      'uv',
      'implementation = CPython\r\nversion_info = 3.13.0rc2\r\n',
      'audited cpython CPython cpython 3.13.0rc2',
    ],
    ['virtualenv', 'version_info = 3.11.4.final.0\n', 'audited cpython CPython cpython 3.11.4'],
    ['pypy', 'implementation = PyPy\nversion_info = 3.10.14\n', 'no-ecosystem PyPy 3.10.14'],
    ['silent', 'home = /usr/bin\n', 'version CPython'],
  ])('is an entry: %s', async (name, config, told) => {
    expect(await collect(name, config)).toEqual([told]);
  });
});

describe('a document', () => {
  test('of CycloneDX gives every component, by the ecosystem of its purl', () => {
    const text = sbom(
      { name: 'Flask', version: '3.1', purl: 'pkg:pypi/Flask@3.1' },
      { name: 'core', version: '1.0', purl: 'pkg:npm/%40babel/core@1.0' },
      { name: 'x', version: '1', purl: 'pkg:conda/x@1' },
      { name: 'open', purl: 'pkg:pypi/open' },
      { name: 'odd', version: 'one', purl: 'pkg:pypi/odd@one' },
      { name: 'bare', version: '1' },
      { name: 'Python', version: '3.12.1', purl: 'pkg:generic/python@3.12.1' },
      { name: 'cpython', version: 'v3.12.1', purl: 'pkg:github/python/cpython@v3.12.1' },
      { name: 'libssl3', version: '3.0.2', purl: 'pkg:deb/ubuntu/libssl3@3.0.2-0ubuntu1.15' },
    );
    const { input } = collectDocument(Buffer.from(text), 'bom.json');
    expect(input.accounted.map(brief)).toEqual([
      'audited package PyPI tidewater 1.0.0',
      'audited package PyPI flask 3.1',
      'audited package npm @babel/core 1.0',
      'no-ecosystem native - x 1',
      'not-pinned package PyPI open -',
      'version package PyPI odd one',
      'unidentified bare 1',
      'audited cpython CPython cpython 3.12.1',
      'audited cpython CPython cpython 3.12.1',
      'audited native Ubuntu libssl3 3.0.2-0ubuntu1.15',
    ]);
    expect(input).toMatchObject({ format: 'cyclonedx', name: 'tidewater' });
    expect(input.accounted[1]).toMatchObject({
      subject: { parents: ['root'], locations: [{ pointer: 'c0' }] },
    });
  });

  test('of SPDX too', () => {
    const text = JSON.stringify({
      spdxVersion: 'SPDX-2.3',
      SPDXID: 'SPDXRef-DOCUMENT',
      name: 'x',
      packages: [
        {
          SPDXID: 'SPDXRef-a',
          name: 'a',
          versionInfo: '1.0',
          externalRefs: [
            {
              referenceCategory: 'PACKAGE-MANAGER',
              referenceType: 'purl',
              referenceLocator: 'pkg:pypi/a@1.0',
            },
          ],
        },
      ],
      relationships: [],
    });
    const { input } = collectDocument(Buffer.from(text), 'x.spdx.json');
    expect(input.accounted.map(brief)).toEqual(['audited package PyPI a 1.0']);
  });

  test.each([
    ['{}'],
    ['<bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>'],
    ['SPDXVersion: SPDX-2.3\n'],
    ['\0'],
  ])('that is not read is one entry that is not audited: %j', (text) => {
    expect(collectDocument(Buffer.from(text), 'x').input.accounted).toMatchObject([{ reason: 'malformed' }]);
  });

  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('pkg:pypi/a@1', 'pkg:', 'pkg:deb/debian/a@1', '__proto__'),
  );
  const component = fc.dictionary(
    fc.constantFrom('name', 'version', 'purl', 'type', 'bom-ref', 'components', '__proto__'),
    value,
  );
  test('whatever it holds, every component is accounted for, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.array(component, { maxLength: 6 }), (components) => {
        const text = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components });
        const counts = countAccounts(collectDocument(Buffer.from(text), 'x').input.accounted);
        expect(counts.audited + counts.unaudited).toBe(counts.entries);
      }),
      { numRuns: 500 },
    );
  });
});
