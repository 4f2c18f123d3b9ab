import { chooseEnvironments } from '@custody/python';
import { describe, expect, test } from 'vitest';
import type { Accounted } from '../subject/index.ts';
import { collectFile } from './collect.ts';
import { detectInput } from './detect.ts';
import type { CollectPorts } from './types.ts';

const HEX = 'a'.repeat(64);

const brief = (one: Accounted): string => {
  const { position } = one.entry.location;
  const line = position?.kind === 'text' ? position.line : '-';
  const what =
    one.kind === 'audited'
      ? one.subject.key
      : one.kind === 'inapplicable'
        ? one.marker
        : `${one.reason} ${one.entry.name ?? ''}`.trim();
  return `${line} ${one.kind} ${what}`;
};

const collect = (text: string, file: string, ports: CollectPorts = {}) =>
  collectFile(file, Buffer.from(text), ports);
const briefs = async (text: string, file: string, ports: CollectPorts = {}): Promise<readonly string[]> =>
  (await collect(text, file, ports)).accounted.map(brief);

const tree =
  (files: Readonly<Record<string, string>>): NonNullable<CollectPorts['read']> =>
  (path) =>
    Object.hasOwn(files, path)
      ? { kind: 'bytes', bytes: Buffer.from(files[path] ?? '') }
      : { kind: 'refused', reason: 'there is no such file' };

describe('a requirements file', () => {
  test('accounts for every line', async () => {
    const text = `--index-url https://user:secret@index.example/simple
Flask==3.1 ; python_version >= "3.11" \\
    --hash=sha256:${HEX}
old==1.0 ; python_version < "3.8"
loose>=2
six===1.17.0
a @ https://user:secret@h.example/a-1.2-py3-none-any.whl
b @ git+https://token@h.example/b.git@v1
-e .
./c
\${TOKEN}==1
=nonsense=
-r https://h.example/more.txt
x==1.*
y==1.0-custom
`;
    const { accounted, subjects, kind, input } = await collect(text, 'requirements.txt');
    expect(kind).toBe('requirements');
    expect(accounted.map(brief)).toEqual([
      '2 audited flask@3.1',
      '4 inapplicable python_version < "3.8"',
      '5 unaudited not-pinned loose',
      '6 audited six@1.17.0',
      '7 audited a@1.2',
      '8 unaudited not-from-index b',
      '9 unaudited not-from-index',
      '10 unaudited not-from-index',
      '11 unaudited variable',
      '12 unaudited malformed',
      '13 unaudited not-read',
      '14 unaudited not-pinned x',
      '15 unaudited malformed',
    ]);
    expect(subjects).toHaveLength(3);
    expect(subjects[0]).toMatchObject({
      ecosystem: 'PyPI',
      name: 'flask',
      version: '3.1',
      purl: 'pkg:pypi/flask@3.1',
      marker: 'python_version >= "3.11"',
      environments: ['Python 3.11 to 3.15'],
      hashes: [{ algorithm: 'sha256', digest: HEX }],
      direct: true,
    });
    expect(input.size).toBe(text.length);
    expect(JSON.stringify(accounted)).not.toMatch(/secret|token@/);
  });

  test('takes open versions from constraints, and reads what it names, each file once', async () => {
    const read = tree({
      'more.txt': '-r requirements.txt\n-c constraints.txt\nflask\nidna>=3\n',
      'constraints.txt': 'flask==3.1\nidna==3.7\nunused<2\n',
    });
    const text = '-r more.txt\n-r more.txt\nidna>=2\n-r ../out.txt\n-r /etc/passwd\n-r gone.txt\n';
    const { accounted, included, subjects } = await collect(text, 'requirements.txt', { read });
    expect(accounted.map((one) => `${one.entry.location.file}:${brief(one)}`)).toEqual([
      'constraints.txt:1 audited flask@3.1',
      'constraints.txt:2 audited idna@3.7',
      'constraints.txt:3 unaudited not-pinned unused',
      'more.txt:3 audited flask@3.1',
      'more.txt:4 audited idna@3.7',
      'requirements.txt:3 audited idna@3.7',
      'requirements.txt:4 unaudited not-read',
      'requirements.txt:5 unaudited not-read',
      'requirements.txt:6 unaudited not-read',
    ]);
    expect(included.map(({ path }) => path)).toEqual(['more.txt', 'constraints.txt']);
    expect(subjects.map(({ key, direct }) => [key, direct])).toEqual([
      ['flask@3.1', true],
      ['idna@3.7', true],
    ]);
  });

  test('can be asked for one environment, and given variables', async () => {
    const universe = chooseEnvironments({ pythonVersion: '3.12', platform: 'linux' });
    if (universe === undefined) throw new Error('no universe');
    const text = 'a==1; sys_platform == "win32"\nb==1; python_version >= "3.12"\nc==${V}\n';
    expect(await briefs(text, 'r.txt', { universe, variables: new Map([['V', '2']]) })).toEqual([
      '1 inapplicable sys_platform == "win32"',
      '2 audited b@1',
      '3 audited c@2',
    ]);
  });
});

test('a pyproject.toml gives dependencies, extras, groups and the build', async () => {
  const text = `[build-system]
requires = ["hatchling==1.2"]

[project]
name = "Own"
version = "0.1"
dynamic = ["optional-dependencies"]
dependencies = [
  "flask==3.1",
  "loose>=1",
  7,
]

[dependency-groups]
test = ["pytest==8.0", {include-group = "lint"}]
lint = ["ruff==0.9", {include-group = "test"}, {include-group = "gone"}]

[tool.poetry.group.docs.dependencies]
sphinx = "^8"
`;
  const { accounted, subjects, input } = await collect(text, 'sub/pyproject.toml');
  expect(accounted.map(brief)).toEqual([
    '9 audited flask@3.1',
    '10 unaudited not-pinned loose',
    '11 unaudited malformed',
    '7 unaudited dynamic',
    '15 audited pytest@8.0',
    '16 audited ruff@0.9',
    '16 unaudited not-read',
    '2 audited hatchling@1.2',
    '19 unaudited not-pinned sphinx',
  ]);
  expect(subjects.map(({ name, groups }) => [name, groups])).toEqual([
    ['flask', []],
    ['pytest', ['lint', 'test']],
    ['ruff', ['lint', 'test']],
    ['hatchling', ['build-system']],
  ]);
  expect([input.name, input.version]).toEqual(['Own', '0.1']);
});

test('a script gives what its block names, with its lines', async () => {
  const text =
    '#!/usr/bin/env python\n# /// script\n# requires-python = ">=3.12"\n# dependencies = [\n#   "requests==2.32.0",\n#   "old==1; python_version < \'3.12\'",\n# ]\n# ///\nimport requests\n';
  expect(await briefs(text, 'tool.py')).toEqual([
    '5 audited requests@2.32.0',
    '6 inapplicable python_version < "3.12"',
  ]);
  expect(await briefs('print(1)\n', 'tool.py')).toEqual([]);
});

describe('a lock', () => {
  test('of uv tells who needs what, forks, groups and extras; the project is none of its entries', async () => {
    const text = `version = 1
requires-python = ">=3.12"

[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "anyio" }, { name = "numpy", version = "1.26.0" }]
[package.optional-dependencies]
fast = [{ name = "speedups", extra = ["more"] }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "anyio"
version = "3.7.0"
source = { registry = "https://index.example/simple" }
dependencies = [{ name = "idna" }]

[[package]]
name = "idna"
version = "3.7"
source = { registry = "https://index.example/simple" }

[[package]]
name = "numpy"
version = "1.26.0"
source = { registry = "https://index.example/simple" }
resolution-markers = ["python_full_version < '3.13'"]

[[package]]
name = "numpy"
version = "1.20.0"
source = { registry = "https://index.example/simple" }
resolution-markers = ["python_full_version < '3.12'"]

[[package]]
name = "speedups"
version = "1"
source = { registry = "https://index.example/simple" }
[package.optional-dependencies]
more = [{ name = "cffi" }]

[[package]]
name = "cffi"
version = "1.17"
source = { registry = "https://index.example/simple" }

[[package]]
name = "pytest"
version = "8.0"
source = { git = "https://git.example/pytest?rev=main#0123456789abcdef0123456789abcdef01234567" }
dependencies = [{ name = "idna" }]

[[package]]
name = "member"
version = "0.1"
source = { directory = "packages/member" }
`;
    const { accounted, subjects, input, problems } = await collect(text, 'uv.lock');
    expect(accounted.map(brief)).toEqual([
      '14 audited anyio@3.7.0',
      '20 audited idna@3.7',
      '25 audited numpy@1.26.0',
      "31 inapplicable (python_full_version < '3.12')",
      '37 audited speedups@1',
      '44 audited cffi@1.17',
      '49 audited pytest@8.0',
      '55 unaudited not-from-index member',
    ]);
    expect(
      subjects.map(({ key, parents, groups, extras, direct }) => [key, parents, groups, extras, direct]),
    ).toEqual([
      ['anyio@3.7.0', [], [], [], true],
      ['idna@3.7', ['anyio@3.7.0', 'pytest@8.0'], [], [], false],
      ['numpy@1.26.0', [], [], [], true],
      ['speedups@1', [], [], ['fast'], true],
      ['cffi@1.17', ['speedups@1'], [], ['fast'], false],
      ['pytest@8.0', [], ['dev'], [], true],
    ]);
    expect(subjects[5]?.source).toMatchObject({
      kind: 'vcs',
      commit: '0123456789abcdef0123456789abcdef01234567',
    });
    expect([input.name, input.version, problems.length]).toEqual(['app', '0.1.0', 0]);
  });

  test('of every other tool is accounted for', async () => {
    expect(
      await briefs(
        `lock-version = "1.0"\n[[packages]]\nname = "a"\nversion = "1"\nmarker = "sys_platform == 'atari'"\nwheels = []\n[[packages]]\nversion = "1"\n[[packages]]\nname = "b"\nvcs = { type = "git", url = "https://h.example/b", commit-id = "abc1234" }\n[[packages]]\nname = "c"\nversion = "one"\nwheels = []\n`,
        'pylock.toml',
      ),
    ).toEqual([
      "2 inapplicable sys_platform == 'atari'",
      '- unaudited malformed',
      '9 unaudited not-from-index b',
      '12 unaudited version c',
    ]);
    expect(
      await briefs(
        '[[package]]\nname = "A.b"\nversion = "1"\nfiles = []\n[metadata]\nlock-version = "2.1"\n',
        'poetry.lock',
      ),
    ).toEqual(['1 audited a-b@1']);
    expect(
      await briefs(
        '[[package]]\nname = "a"\nversion = "1"\n[metadata]\nlock_version = "4.5.0"\n',
        'pdm.lock',
      ),
    ).toEqual(['1 audited a@1']);
    expect(
      await briefs(
        '{"_meta": {"pipfile-spec": 6},\n"default": {"a": {"version": "==1"}},\n"develop": {"b": {"version": "*"}}}',
        'Pipfile.lock',
      ),
    ).toEqual(['2 audited a@1', '3 unaudited not-pinned b']);
  });
});

describe("conda's files", () => {
  test('an environment: its own packages have no database, those of pip are audited', async () => {
    const text = `name: x
channels: [conda-forge]
dependencies:
  - python=3.12
  - conda-forge::numpy=1.26.4=py312h_0
  - scipy >=1
  - pip:
      - requests==2.32.0
      - -r more.txt
  - other: [x]
`;
    expect(await briefs(text, 'environment.yml', { read: tree({ 'more.txt': 'six==1.17.0\n' }) })).toEqual([
      '4 unaudited no-ecosystem python',
      '5 unaudited no-ecosystem numpy',
      '6 unaudited no-ecosystem scipy',
      '8 audited requests@2.32.0',
      '1 audited six@1.17.0',
      '10 unaudited malformed',
    ]);
  });

  test('locks and explicit lists', async () => {
    const lock = `version: 1
package:
- name: numpy
  version: 1.10
  manager: conda
  platform: linux-64
- {name: six, version: 1.17.0, manager: pip, platform: linux-64, category: dev, hash: {sha256: ${HEX}}}
- {name: six, version: 1.17.0, manager: pip, platform: osx-64, category: main}
- name: odd
`;
    const { accounted, subjects } = await collect(lock, 'conda-lock.yml');
    expect(accounted.map(brief)).toEqual([
      '3 unaudited no-ecosystem numpy',
      '7 audited six@1.17.0',
      '8 audited six@1.17.0',
      '9 unaudited malformed',
    ]);
    expect(accounted[0]).toMatchObject({ subject: { version: '1.10', purl: 'pkg:conda/numpy@1.10' } });
    expect(subjects).toMatchObject([{ hashes: [{ digest: HEX }], groups: [] }]);
    const list = `# platform: linux-64\n@EXPLICIT\nhttps://c.example/linux-64/zlib-ng-2.2-h1_0.conda#${'b'.repeat(32)}\nnonsense\n`;
    expect(await briefs(list, 'spec.txt')).toEqual([
      '3 unaudited no-ecosystem zlib-ng',
      '4 unaudited malformed',
    ]);
  });
});

describe('a file', () => {
  test.each([
    ['x/requirements-dev.txt', '', 'requirements'],
    ['spec.txt', '@EXPLICIT\n', 'conda-explicit'],
    ['pylock.dev.toml', '', 'pylock'],
    ['other.toml', 'lock-version = "1.0"\n[[packages]]\n', 'pylock'],
    ['other.toml', '[project]\n', 'pyproject'],
    ['other.lock', 'version = 1\n[[package]]\n', 'uv-lock'],
    ['tool.py.lock', '', 'uv-lock'],
    ['x', '{"_meta": {"pipfile-spec": 6}}', 'pipfile-lock'],
    ['tool', '#!/usr/bin/env -S uv run\n# /// script\n', 'script'],
    ['environment.yaml', '', 'conda-environment'],
    ['my.conda-lock.yml', '', 'conda-lock'],
    ['Cargo.lock', '[[package]]\n', 'unknown'],
  ])('%s of %j is %s', (name, text, kind) => {
    expect(detectInput(name, Buffer.from(text))).toBe(kind);
  });

  test('that cannot be read is one entry that is not audited', async () => {
    for (const [name, text] of [
      ['Cargo.lock', 'x'],
      ['uv.lock', '[[package'],
      ['pyproject.toml', '[project]\nname = "a"\nname = "b"\n'],
      ['Pipfile.lock', '{'],
      ['environment.yml', 'dependencies: [a, a: [\n'],
      ['environment.yml', 'a: 1\na: 2\n'],
      ['r.txt', '# coding: utf-7\n'],
    ] as const)
      expect(await briefs(text, name)).toEqual(['- unaudited malformed']);
  });
});
