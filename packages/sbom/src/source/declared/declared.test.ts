import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateSource, type GenerateSourceOptions } from '../generate.ts';
import type { SourceContents } from '../types.ts';
import { createGlob } from './glob.ts';
import { readDeclared } from './read.ts';

const hex = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');

const contents = (paths: readonly string[]): SourceContents => ({
  kind: 'tree',
  label: 'cpython',
  files: [...paths]
    .sort()
    .map((path) => ({ path, size: 0, sha1: hex('sha1', path), sha256: hex('sha256', path) })),
  unread: [],
  litter: [],
});

const FILE = `
[[component]]
name = "expat"
version = "2.7.1"
purl = "pkg:generic/expat@2.7.1"
cpe = "cpe:2.3:a:libexpat_project:expat:2.7.1:*:*:*:*:*:*:*"
download = "https://files.example/expat-2.7.1.tar.gz"
sha256 = "${'a'.repeat(64)}"
license = "mit"
files = ["Modules/expat"]
exclude = ["Modules/expat/*.md"]

[[component]]
name = "libffi"
version = "3.4"
platforms = ["windows", "macos"]
files = ["PCbuild/ffi/**/*.c"]

[[component]]
name = "openssl"
version = "3.5"
platforms = ["windows"]

[[component]]
name = "gone"
version = "1"
files = ["nowhere/*"]

[[component]]
name = "late"
version = "1"
files = ["Modules/expat/*.c"]
`;

const PATHS = [
  'Modules/expat/xml.c',
  'Modules/expat/COPYING',
  'Modules/expat/note.md',
  'PCbuild/ffi/a/b.c',
  'main.c',
];

const generate = (options: Partial<GenerateSourceOptions> = {}) => {
  const generation = generateSource(contents(PATHS), {
    timestamp: '2026-01-02T03:04:05Z',
    components: Buffer.from(FILE),
    ...options,
  });
  if (generation.kind !== 'generated') throw new Error(generation.reason);
  const { bill, notes } = generation;
  return {
    notes,
    bill,
    named: (name: string) => bill.components.find((item) => item.name === name),
    owner: (path: string) => bill.components.find(({ name }) => name === path)?.parent,
  };
};

describe('declared components', () => {
  test('say what is theirs, where it comes from and what it is known by', () => {
    const { named, owner, notes } = generate();
    expect(named('expat')).toMatchObject({
      purl: 'pkg:generic/expat@2.7.1',
      cpe: 'cpe:2.3:a:libexpat_project:expat:2.7.1:*:*:*:*:*:*:*',
      hashes: [{ algorithm: 'SHA-256', value: 'a'.repeat(64) }],
      licenses: [{ kind: 'expression', expression: 'MIT' }],
      externalReferences: [{ type: 'distribution', url: 'https://files.example/expat-2.7.1.tar.gz' }],
      properties: [{ name: 'custody:source:licence-file', value: 'Modules/expat/COPYING' }],
    });
    expect(owner('Modules/expat/xml.c')).toBe(named('expat')?.ref);
    expect(owner('Modules/expat/note.md')).toBe(named('cpython')?.ref);
    expect(notes).toContain('gone 1 is declared, but none of its files are here: it was left out');
    expect(notes).toContain(
      '1 files declared for late 1 belong to another component already, Modules/expat/xml.c to expat 2.7.1',
    );
  });

  test('are all there without a platform, and with one only those of that variant, their files with them', () => {
    const all = generate();
    expect([all.named('libffi'), all.named('openssl')]).not.toContain(undefined);
    const windows = generate({ platform: 'windows' });
    expect(windows.named('openssl')?.properties).toEqual([
      { name: 'custody:source:platform', value: 'windows' },
    ]);
    const macos = generate({ platform: 'macos' });
    expect(macos.named('openssl')).toBeUndefined();
    expect(macos.named('PCbuild/ffi/a/b.c')).toBeDefined();
    expect(new Set([all, windows, macos].map(({ bill }) => bill.serialNumber)).size).toBe(3);
    expect(() => generate({ platform: 'linux' })).toThrow('no declared component names the platform "linux"');
  });

  test('leave the files of another variant out', () => {
    const text = FILE.replace('["windows", "macos"]', '["macos"]');
    const { named, notes } = generate({ platform: 'windows', components: Buffer.from(text) });
    expect(named('PCbuild/ffi/a/b.c')).toBeUndefined();
    expect(notes).toContain('libffi 3.4 is not in the variant windows: it was left out, with 1 files');
  });

  test.each([
    ['[[component]]\nversion = "1"', 'component[0] has no name'],
    ['[[component]]\nname = "a"\nlicence = "MIT"', 'component[0] has an unknown key "licence"'],
    ['[[component]]\nname = "a"\nfiles = "x"', 'component[0].files is no list of texts'],
    ['[[component]]\nname = "a"\nfiles = ["../x"]', 'is no path from the top of the tree'],
    ['[[component]]\nname = "a"\nfiles = ["/x"]', 'is no path from the top of the tree'],
    ['[[component]]\nname = "a"\npurl = "x"', 'component[0].purl is no purl'],
    ['[[component]]\nname = "a"\ncpe = "x"', 'component[0].cpe is no CPE'],
    ['[[component]]\nname = "a"\nsha256 = "x"', 'component[0].sha256 is not 64'],
    [`[[component]]\nname = "a"\nsha256 = "${'a'.repeat(64)}"`, 'is of a download, but none is named'],
    ['[[component]]\nname = "a"\nlicense = "mine"', 'component[0].license is no SPDX licence expression'],
    ['[[component]]\nname = "a"\ndownload = "file:///x"', 'component[0].download is no absolute URL'],
    ['component = 1', 'component[0] is no [[component]] table'],
    ['[other]', 'unknown table or key "other"'],
    ['[[component', 'line 1: '],
  ])('%j is refused as a whole', (text, reason) => {
    const read = readDeclared(Buffer.from(text));
    expect(read.kind === 'malformed' ? read.problems.join() : '').toContain(reason);
    expect(() => generate({ components: Buffer.from(text) })).toThrow('the components file');
  });

  test('of any bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(['components', 'malformed']).toContain(readDeclared(bytes).kind);
      }),
    );
  });
});

describe('a glob', () => {
  test.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a/b/c', true],
    ['a/b', 'a/bc', false],
    ['a/*.c', 'a/x.c', true],
    ['a/*.c', 'a/b/x.c', false],
    ['a/**', 'a/b/x.c', true],
    ['a/**', 'ab/x', false],
    ['a/**', 'a', false],
    ['*/**', 'a', false],
    ['**/x.c', 'x.c', true],
    ['**/x.c', 'a/b/x.c', true],
    ['a/**/b/*.c', 'a/1/b/2/b/x.c', true],
    ['a/**/b/*.c', 'a/1/b/2/x.c', false],
    ['?.c', 'a.c', true],
    ['?.c', 'ab.c', false],
    ['a.c*', 'abc', false],
    ['*', '', true],
  ])('%j of %j: %s', (pattern, path, expected) => {
    expect(createGlob(pattern)(path)).toBe(expected);
  });

  test('matches as the plain expression does', () => {
    const expression = (pattern: string): RegExp =>
      new RegExp(
        `^${pattern
          .split('/')
          .map((part) => (part === '**' ? '**' : part.replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')))
          .join('/')
          .replace(/^\*\*\/(?=.)/, '(?:[^/]+/)*')
          .replace(/\/\*\*(?=\/)/g, '(?:/[^/]+)*')
          .replace(/\/\*\*$/, '(?:/[^/]+)+')
          .replace(/^\*\*$/, '.*')}$`,
      );
    const segment = fc.stringMatching(/^[ab]{1,3}$/);
    const wild = fc.oneof(
      segment,
      fc.constant('**'),
      fc.stringMatching(/^[ab*?]{1,4}$/).filter((text) => !text.includes('**')),
    );
    const joined = (item: fc.Arbitrary<string>) =>
      fc.array(item, { minLength: 1, maxLength: 5 }).map((all) => all.join('/'));
    fc.assert(
      fc.property(
        joined(wild).filter((text) => /[*?]/.test(text) && !/^\*\*\/\*\*|\*\*\/\*\*/.test(text)),
        joined(segment),
        (pattern, path) => {
          expect([pattern, path, createGlob(pattern)(path)]).toEqual([
            pattern,
            path,
            expression(pattern).test(path),
          ]);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('takes no longer than the product of its lengths', () => {
    const started = performance.now();
    createGlob(`${'*a'.repeat(200)}b`)('a'.repeat(4000));
    createGlob(`${'**/a/'.repeat(100)}b`)('a/'.repeat(2000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
