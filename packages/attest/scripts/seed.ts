/**
 * `node packages/attest/scripts/seed.ts NAME URL METADATA TRUSTED_ROOT`: writes `src/trust/seed/NAME.ts` from a checkout of the
 * repository that signs an instance's trust root: its TUF metadata, and the trusted root that they vouch for. The date is that
 * of the newest metadata's making, as its expiry and the targets' tell it.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [name = '', url = '', metadata = '', trustedRoot = '', date = ''] = process.argv.slice(2);
if (!/^[a-z-]+$/.test(name) || !/^\d{4}-\d\d-\d\d$/.test(date)) {
  process.stderr.write('usage: seed.ts NAME URL METADATA_DIRECTORY TRUSTED_ROOT_FILE DATE\n');
  process.exit(2);
}

const text = (path: string): string => {
  const content = readFileSync(path, 'utf8');
  if (/`|\$\{/.test(content)) throw new Error(`${path} cannot stand in a template string`);
  return content;
};

type Targets = {
  readonly signed: {
    readonly targets: Readonly<Record<string, { readonly hashes: { readonly sha256: string } }>>;
  };
};

const root = text(trustedRoot);
const sha256 = createHash('sha256').update(root).digest('hex');
const targets = JSON.parse(text(join(metadata, 'targets.json'))) as Targets;
if (targets.signed.targets['trusted_root.json']?.hashes.sha256 !== sha256)
  throw new Error('the trusted root is not the one that the targets name');

const constant = name.toUpperCase().replaceAll('-', '_');
const out = `// Written by scripts/seed.ts; not edited by hand.
import type { Seed } from './types.ts';

export const ${constant}: Seed = {
  url: '${url}',
  date: '${date}',
  sha256: '${sha256}',
  trustedRoot: String.raw\`${root}\`,
  // One line: what is signed of it is its canonical form.
  tufRoot: String.raw\`${JSON.stringify(JSON.parse(text(join(metadata, 'root.json'))))}\`,
};
`;
writeFileSync(fileURLToPath(new URL(`../src/trust/seed/${name}.ts`, import.meta.url)), out);
