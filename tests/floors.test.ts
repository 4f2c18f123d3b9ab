import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** What each package may import from the others; ARCHITECTURE.md draws it. Test files may also use the test kit. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  findings: [],
  host: [],
  archive: [],
  boc: [],
  python: ['archive'],
  native: [],
  sbom: ['python', 'native', 'archive', 'findings', 'host'],
  audit: ['python', 'archive', 'findings', 'host'],
  attest: ['python', 'findings', 'host'],
  pins: ['python', 'findings', 'host'],
  check: ['findings', 'host', 'archive', 'boc', 'python', 'native', 'sbom', 'audit', 'attest', 'pins'],
  cli: ['findings', 'host', 'archive', 'boc', 'python', 'native', 'sbom', 'audit', 'attest', 'pins', 'check'],
  testkit: ['findings', 'host', 'archive', 'python', 'native', 'sbom', 'audit', 'attest', 'pins', 'check'],
};

/** Third-party modules that a package's product code may import: a new one is a decision, made here. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  findings: [],
  host: [],
  archive: [],
  boc: [],
  python: ['smol-toml', 'spdx-license-ids'],
  native: [],
  sbom: ['smol-toml', 'spdx-license-ids'],
  audit: ['ae-cvss-calculator', 'toml-eslint-parser', 'yaml'],
  attest: ['@noble/curves'],
  pins: ['yaml'],
  check: [],
  cli: ['@stricli/core', 'smol-toml'],
  testkit: [],
};

/** The outside world is reached through host's ports; everything else is handed what it needs. */
const OUTSIDE =
  /^node:(fs|fs\/promises|http|https|net|tls|dns|child_process|os|process|worker_threads|readline)$/;
const MAY_TOUCH_OUTSIDE = new Set(['boc', 'host', 'cli', 'testkit']);

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = readdirSync(join(root, 'packages')).sort();

const sources = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(fixtures|generated|dist)\//.test(path))
    .sort();

const importsOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');

const isTest = (path: string): boolean => /\.(test|bench)\.ts$/.test(path) || path.includes('/testing/');

const violations = (name: string, path: string, text: string): string[] => {
  const shown = relative(root, path);
  const found: string[] = [];
  for (const specifier of importsOf(text)) {
    const own = /^@custody\/([a-z]+)(\/.*)?$/.exec(specifier);
    if (own !== null) {
      const [, target = '', deep] = own;
      if (deep !== undefined)
        found.push(`${shown}: imports ${specifier}, but only the package's index is public`);
      if (
        target === 'testkit'
          ? !isTest(path) && name !== 'testkit'
          : !(MAY_IMPORT[name] ?? []).includes(target)
      ) {
        if (!isTest(path)) found.push(`${shown}: ${name} must not import ${target}`);
      }
    } else if (specifier.startsWith('.')) {
      const into = relative(join(root, 'packages', name), join(path, '..', specifier));
      if (into.startsWith('..')) found.push(`${shown}: reaches into another package by path: ${specifier}`);
    } else if (specifier.startsWith('node:')) {
      if (OUTSIDE.test(specifier) && !MAY_TOUCH_OUTSIDE.has(name) && !isTest(path))
        found.push(`${shown}: ${specifier} belongs behind a host port`);
    } else if (!isTest(path)) {
      const module = specifier.startsWith('@')
        ? specifier.split('/').slice(0, 2).join('/')
        : (specifier.split('/')[0] ?? '');
      if (!(MAY_USE[name] ?? []).includes(module))
        found.push(`${shown}: ${name} has not decided to use ${module}`);
    }
  }
  return found;
};

describe('the floors', () => {
  test('every package is placed on a floor', () => {
    expect(packages).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  test.each(packages)('%s imports only what its floor allows', (name) => {
    const found = sources(join(root, 'packages', name, 'src')).flatMap((path) =>
      violations(name, path, readFileSync(path, 'utf8')),
    );
    expect(found).toEqual([]);
  });

  test('an import that goes up a floor is caught', () => {
    const path = join(root, 'packages/archive/src/zip/read.ts');
    expect(violations('archive', path, "import { judge } from '@custody/check';\n")).toHaveLength(1);
    expect(violations('archive', path, "import { readFileSync } from 'node:fs';\n")).toHaveLength(1);
    expect(violations('archive', path, "export { x } from '../../../python/src/version.ts';\n")).toHaveLength(
      1,
    );
    expect(violations('archive', path, "import got from 'got';\n")).toHaveLength(1);
    expect(violations('archive', path, "import { inflateRawSync } from 'node:zlib';\n")).toEqual([]);
  });
});
