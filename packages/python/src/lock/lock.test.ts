import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJsonMembers } from './json.ts';
import { tableLines } from './lines.ts';
import { readLock, readLockAs } from './read.ts';
import type { LockReading } from './types.ts';

const A = 'a'.repeat(64);

const read = (text: string, fileName: string): LockReading => {
  const lock = readLock(Buffer.from(text), fileName);
  if (lock.kind === 'unreadable') throw new Error(lock.reason);
  return lock.reading;
};

const PDM = `[metadata]
groups = ["default", "dev"]
lock_version = "4.5.0"

[[package]]
name = "Requests"
version = "2.32.0"
requires_python = ">=3.8"
summary = "HTTP for people"
groups = ["default", "dev"]
dependencies = ["idna[x]<4,>=2.5; python_version >= '3'"]
files = [{file = "requests-2.32.0-py3-none-any.whl", hash = "sha256:${A}"}]

[[package]]
name = "pytest"
version = "8.0"
groups = ["dev"]
marker = "python_version >= '3.9'"

[[package]]
name = "own"
version = "0.1"
path = "./own"
editable = true

[[package]]
name = "forked"
version = "1.0"
git = "https://user:secret@git.example/f.git"
revision = "0123456"
`;

describe('a pdm.lock', () => {
  const { packages, problems, entries } = read(PDM, 'pdm.lock');
  test('gives versions, groups, markers, sources, needs and lines', () => {
    expect([entries, problems]).toEqual([4, []]);
    expect(packages).toMatchObject([
      {
        name: 'Requests',
        line: 5,
        files: [{ hashes: [{ value: A }] }],
        needs: [{ name: 'idna', extras: ['x'] }],
      },
      { name: 'pytest', groups: ['dev'], marker: "python_version >= '3.9'" },
      { name: 'own', source: { kind: 'local', editable: true } },
      { name: 'forked', source: { kind: 'vcs', url: 'git+https://git.example/f.git', commit: '0123456' } },
    ]);
    expect(packages[0]?.groups).toBeUndefined();
  });
});

const PIPFILE = `{
  "_meta": { "pipfile-spec": 6, "sources": [{ "name": "pypi" }] },
  "default": {
    "requests": { "version": "==2.32.0", "hashes": ["sha256:${A}"], "index": "pypi", "markers": "os_name == 'nt'", "extras": ["socks"] },
    "loose": { "version": "*" },
    "odd": 1,
    "twice": { "version": "==1.0" },
    "twice": { "version": "==2.0" }
  },
  "develop": {
    "own": { "editable": true, "path": "." },
    "forked": { "git": "https://git.example/f.git", "ref": "abc1234" }
  }
}
`;

describe('a Pipfile.lock', () => {
  const { packages, problems, entries } = read(PIPFILE, 'Pipfile.lock');
  test('gives every member of every category, one that is there twice too', () => {
    expect(entries).toBe(7);
    expect(packages.map(({ name, version, groups, line }) => [name, version, groups?.join(), line])).toEqual([
      ['requests', '2.32.0', undefined, 4],
      ['loose', undefined, undefined, 5],
      ['twice', '1.0', undefined, 7],
      ['twice', '2.0', undefined, 8],
      ['own', undefined, 'develop', 11],
      ['forked', undefined, 'develop', 12],
    ]);
    expect(packages[0]).toMatchObject({ marker: "os_name == 'nt'", extras: ['socks'] });
    expect(problems.map(({ message, line, entry }) => [message, line, entry])).toEqual([
      ['default.loose: its version is not one version', undefined, 1],
      ['default.odd is no table', 6, 2],
      ['default names twice twice: which of the two is meant is not known', 8, 4],
      ['develop.own: its version is not stated', undefined, 5],
      ['develop.forked: its version is not stated', undefined, 6],
    ]);
  });
  test('is refused where it is no JSON, and told where it is of another kind', () => {
    expect(readLock(Buffer.from('{'), 'Pipfile.lock').kind).toBe('unreadable');
    expect(readLock(Buffer.from('['.repeat(5000) + ']'.repeat(5000)), 'Pipfile.lock').kind).toBe(
      'unreadable',
    );
    expect(read('[]', 'Pipfile.lock')).toMatchObject({ entries: 0, problems: [{ incomplete: true }] });
    expect(read('{"default": 3}', 'Pipfile.lock')).toMatchObject({ entries: 1, packages: [] });
  });
});

test('extras, groups, roots and identities are told where a lock has them', () => {
  const uv = read(
    `version = 1\n[[package]]\nname = "app"\nsource = { virtual = "." }\n[package.dev-dependencies]\ndev = [{ name = "a", extra = ["x"] }]\n`,
    'uv.lock',
  );
  expect(uv.packages).toMatchObject([
    { root: true, needs: [{ name: 'a', extras: ['x'], under: { kind: 'group', name: 'dev' } }] },
  ]);
  const pylock = read(
    `lock-version = "1.0"\n[[packages]]\nname = "a"\nversion = "1"\nmarker = "'dev' in dependency_groups or 'x' in extras"\nwheels = []\n[[packages.attestation-identities]]\nkind = "GitHub"\nrepository = "o/r"\n`,
    'pylock.toml',
  );
  expect(pylock.packages).toMatchObject([{ groups: ['dev'], rootExtras: ['x'] }]);
  expect(pylock.packages[0]?.attestationIdentities?.[0]?.get('repository')).toBe('o/r');
  const poetry = read(
    `[[package]]\nname = "a"\nversion = "1"\noptional = true\ngroups = ["dev"]\nfiles = []\n[extras]\nfast = ["a (>=1)"]\n[metadata]\nlock-version = "2.1"\n`,
    'poetry.lock',
  );
  expect(poetry.packages).toMatchObject([{ groups: ['dev'], rootExtras: ['fast'] }]);
});

describe('the lines of tables', () => {
  test('are right where a text of several lines looks like headers', () => {
    const text = `a = """\n[[package]]\n"""\n[[package]] # one\nb = 1\n[[package]]\n`;
    expect(tableLines(text, 'package', 2)).toEqual([4, 6]);
    expect(tableLines('x = "[[package]]"\n  [[package]]\n[[ package ]]\n', 'package', 2)).toEqual([2, 3]);
  });
});

describe('any lock', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'name = "a"\n',
      'version = "1"\n',
      '[[package]]\n',
      '[[packages]]\n',
      '[metadata]\n',
      'package = [1, {}]\n',
      'package = 3\n',
      'x = """\n',
      '"""\n',
      'source = {git="x"}\n',
      '[package.dependencies]\n',
      '__proto__ = 1\n',
    ),
    fc.string({ maxLength: 4 }),
  );
  const names = fc.constantFrom('pylock.toml', 'uv.lock', 'poetry.lock', 'pdm.lock');
  test('accounts for every entry: it is a package, or a problem says why not', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), names, (pieces, fileName) => {
        const lock = readLock(Buffer.from(pieces.join('')), fileName);
        if (lock.kind === 'unreadable') return;
        const { entries, packages, problems } = lock.reading;
        const told = new Set([
          ...packages.map(({ entry }) => entry),
          ...problems.flatMap(({ entry, incomplete }) => (incomplete && entry !== undefined ? [entry] : [])),
        ]);
        expect([...told].sort((a, b) => Number(a) - Number(b))).toEqual(
          Array.from({ length: entries }, (_, at) => at),
        );
      }),
      { numRuns: 3000 },
    );
  });

  const json = fc.dictionary(
    fc.constantFrom('default', 'develop', '_meta', '__proto__', 'a:b"', '}'),
    fc.oneof(
      fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 })),
      fc.jsonValue({ maxDepth: 1 }),
    ),
  );
  test('members of a JSON document are those that JSON.parse sees', () => {
    fc.assert(
      fc.property(json, fc.boolean(), (value, pretty) => {
        const text = JSON.stringify(value, undefined, pretty ? 1 : undefined);
        const reading = readJsonMembers(text);
        if (reading.kind === 'malformed') throw new Error(reading.message);
        const parsed = JSON.parse(text) as Record<string, unknown>;
        expect(reading.sections.map(({ key, value: found }) => [key, found])).toEqual(Object.entries(parsed));
        expect(reading.members.map(({ section, key, value: found }) => [section, key, found])).toEqual(
          Object.entries(parsed).flatMap(([section, inner]) =>
            typeof inner === 'object' && inner !== null && !Array.isArray(inner)
              ? Object.entries(inner).map(([key, found]) => [section, key, found])
              : [],
          ),
        );
      }),
    );
  });
});

test('a uv.lock of which no files are asked for has the same packages and problems', () => {
  const hash = `"sha256:${'0a'.repeat(32)}"`;
  const file = fc.constantFrom(
    `{ url = "https://files.example/a.whl", hash = ${hash}, size = 1 }`,
    `{ hash = ${hash} }`,
    `{ url = "https://files.example/a.whl" }`,
    '{ hash = "sha256:0" }',
    `{ hash = ${hash.toUpperCase()} }`,
    `{ hash = "sha512:${'0'.repeat(128)}" }`,
    `{ hash = ${hash}, hashes = { md5 = "0" } }`,
    '{ hash = 1 }',
    '1',
  );
  const wheels = fc.oneof(
    fc.array(file, { maxLength: 3 }).map((files) => `wheels = [${files.join(', ')}]\n`),
    fc.constantFrom('', 'wheels = 1\n'),
  );
  const sdist = fc.oneof(
    file.map((one) => `sdist = ${one}\n`),
    fc.constant(''),
  );
  const about = fc.constantFrom(
    '',
    'version = "1"\n',
    'source = { virtual = "." }\n',
    'dependencies = [{ name = "a", extra = ["x"] }, { version = "1" }, 1]\n',
    'optional-dependencies = { x = [{ name = "a" }], constructor = 1 }\n',
    "resolution-markers = ['a', 'b']\n",
  );
  const entry = fc.tuple(about, sdist, wheels).map((parts) => `[[package]]\nname = "a"\n${parts.join('')}`);
  let listed = 0;
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
      const bytes = new TextEncoder().encode(`version = 1\n${entries.join('')}`);
      const [all, few] = [readLockAs(bytes, 'uv'), readLockAs(bytes, 'uv', { files: false })];
      if (all.kind !== 'lock' || few.kind !== 'lock') throw new Error('unreadable');
      listed += all.reading.packages.filter(({ files }) => files.length > 0).length;
      const without = (reading: LockReading) => ({
        ...reading,
        packages: reading.packages.map((one) => ({ ...one, files: [] })),
      });
      expect(without(few.reading)).toEqual(without(all.reading));
      for (const one of few.reading.packages)
        expect([[], all.reading.packages[one.entry ?? 0]?.files]).toContainEqual(one.files);
    }),
    { numRuns: 1000 },
  );
  expect(listed).toBeGreaterThan(100);
});
