import { ruleTable } from '@custody/findings';
import { describe, expect, test } from 'vitest';
import { memoryRepository } from '../../repository/memory.ts';
import { repositoryView } from '../../repository/view.ts';
import { popularNames } from '../../names/index.ts';
import { seen } from '../../testing/seen.ts';
import type { PinRule } from '../rule.ts';
import { affix } from './affix.ts';
import { commandSlip } from './command-slip.ts';
import { homoglyph } from './homoglyph.ts';
import { indexDataOf } from '../../indexes/data.ts';
import { importNotDistribution } from './import-not-distribution.ts';
import { nameRules } from './index.ts';
import { knownMalicious } from './known-malicious.ts';
import { ownLookalike } from './own-lookalike.ts';
import { separator } from './separator.ts';
import { stdlibShadow } from './stdlib-shadow.ts';
import { typo } from './typo.ts';
import { youngLookalike } from './young-lookalike.ts';
import { unregistered } from './unregistered.ts';
import { wordOrder } from './word-order.ts';

/** A rule finds exactly what is marked. */
const see = (rule: PinRule, path: string, text: string) => {
  const result = seen(rule, text, { path });
  expect(result.places).toEqual(result.expected);
  return result.found;
};

const told = (rule: PinRule, files: Readonly<Record<string, string>>) =>
  [...rule.judge(repositoryView(memoryRepository(files)))].map((one) =>
    one.kind === 'found' ? one.message : `unknown: ${one.reason}`,
  );

test('the family has each rule once', () => {
  expect(ruleTable(nameRules.map(({ rule }) => rule)).size).toBe(nameRules.length);
});

describe('names are read where they stand', () => {
  test.each([
    [
      'requirements.txt',
      '# x\n«Requetss»[security] >= 2 ; python_version < "4"\nrequests==2\nrequetss2 @ https://x/y.whl\n',
    ],
    ['requirements/dev.in', '-e .\n«requetss»\n'],
    ['constraints.txt', '«requetss»==1 --hash=sha256:00\n'],
    [
      'pyproject.toml',
      '[build-system]\nrequires = ["setuptools", "«requetss»>=1"]\n[project]\nname = "x"\ndependencies = ["x"]\n',
    ],
    ['pyproject.toml', '[project.optional-dependencies]\na = [\n  "é @ x",\n  \'«requetss»[a]\',\n]\n'],
    ['pyproject.toml', '[dependency-groups]\ndev = [{include-group = "a"}, "«requetss»"]\na = []\n'],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "^3.9"\n«requetss» = "^1"\nrequetsss = {path = "x"}\n',
    ],
    ['pyproject.toml', '[tool.poetry.group.dev.dependencies]\n«requetss» = {version = "^1"}\n'],
    [
      'pyproject.toml',
      '[tool.uv]\ndev-dependencies = ["«requetss»"]\n[tool.uv.sources]\nrequessts = {git = "x"}\n',
    ],
    ['Pipfile', '[packages]\n"«requetss»" = "*"\n[dev-packages]\nx = {path = "."}\n'],
    [
      'uv.lock',
      'version = 1\n[[package]]\nname = "«requetss»"\nversion = "1"\nsource = { registry = "https://x" }\n',
    ],
    ['poetry.lock', '[[package]]\nname = "«requetss»"\nversion = "1"\noptional = false\nfiles = []\n'],
    [
      'pylock.toml',
      'lock-version = "1.0"\ncreated-by = "x"\n[[packages]]\nname = "«requetss»"\nversion = "1"\n',
    ],
    ['Pipfile.lock', '{"_meta": {"pipfile-spec": 6},\n "default": {\n  "«requetss»": {"version": "==1"}}}\n'],
  ])('in %s', (path, text) => {
    see(typo, path, text);
  });

  test('once for each name, with every place, what is only tested last and lightest', () => {
    const view = repositoryView(
      memoryRepository({
        'a/requirements.txt': 'requetss\n',
        'tests/data/requirements.txt': 'requetss\nnumppy\n',
        'requirements.txt': 'requetss\n',
      }),
    );
    expect(
      [...typo.judge(view)].map(
        (one) => one.kind === 'found' && [one.key, one.severity, one.related?.length],
      ),
    ).toEqual([
      ['requetss', 'high', 2],
      ['numppy', 'info', undefined],
    ]);
  });

  test('and never the names of the project itself, nor of what it takes from elsewhere', () => {
    const project = '[project]\nname = "requetss"\n[tool.uv.sources]\nnumppy = {workspace = true}\n';
    const files = { 'pyproject.toml': project, 'requirements.txt': 'requetss\nnumppy\n' };
    expect(told(typo, files)).toEqual([]);
  });
});

test('name/typo tells what was done to which name, and weighs it', () => {
  const found = see(
    typo,
    'requirements.txt',
    ['requetss', 'beautifilsoup4', 'tensotflow', 'playwrgiht', 'matplptlib', 'asynciio', 'pillor']
      .map((name) => `«${name}»\n`)
      .join(''),
  );
  expect(found.map(({ message, severity }) => `${severity}: ${message}`)).toEqual([
    'high: "requetss" is one slip away from requests: two letters have changed places.',
    'medium: "beautifilsoup4" is one slip away from beautifulsoup4: another vowel.',
    'high: "tensotflow" is one slip away from tensorflow: a key beside the right one.',
    'high: "playwrgiht" is one slip away from playwright: two letters have changed places.',
    'high: "matplptlib" is one slip away from matplotlib: a key beside the right one.',
    'high: "asynciio" is one slip away from asyncio, a module of the standard library: a letter stands once too often or too few.',
    'medium: "pillor" is one slip away from pillow: another letter.',
  ]);
});

test('name/typo is unknown of a file that cannot be read', () => {
  const files = { 'pyproject.toml': 'x = \n', 'tests/a/uv.lock': '=', 'uv.lock': '=' };
  expect(told(typo, files)).toEqual([
    expect.stringContaining('the names in it could not be read: it is no TOML'),
    expect.stringContaining('the names in it could not be read: it is no TOML'),
  ]);
});

test('name/typo compares with the list that is given', () => {
  const popular = popularNames(['internal-thing'], 'ours');
  const files = memoryRepository({ 'requirements.txt': 'internal-thnig\nrequetss\n' });
  expect([...typo.judge(repositoryView(files, undefined, { popular }))]).toMatchObject([
    { key: 'internal-thnig' },
  ]);
});

test('name/command-slip finds files and commands taken for projects', () => {
  const found = see(commandSlip, 'requirements.txt', '«requirementstxt»\n«pip-install»\nrequests\n');
  expect(found.map(({ message }) => message)).toEqual([
    '"requirementstxt" is taken for a project\'s name; the file requirements.txt is meant.',
    '"pip-install" is taken for a project\'s name; the command "pip install" is meant.',
  ]);
});

describe('name/stdlib-shadow', () => {
  test('finds modules, and copies that no marker keeps to old Pythons', () => {
    const found = see(
      stdlibShadow,
      'requirements.txt',
      'dataclasses; python_version < "3.7"\n«asyncio»\n«re»\nenum34\ntyping; sys_platform == "win32" and python_full_version < "3.5"\n',
    );
    expect(found.map(({ severity }) => severity)).toEqual(['low', undefined]);
  });

  test('is told at the place without a marker', () => {
    see(stdlibShadow, 'requirements.txt', 'typing; python_version < "3.5"\n«typing»\n');
  });
});

test('name/import-not-distribution names the project that brings a module', () => {
  const [one] = see(importNotDistribution, 'requirements.txt', '«cv2»\nopencv-python\n');
  expect(one?.todo).toBe('Write opencv-python, if that is meant.');
});

test('name/separator, name/word-order and name/affix find names beside popular ones', () => {
  see(separator, 'requirements.txt', '«scikitlearn»\nscikit_learn\nscikit.learn\n');
  see(wordOrder, 'requirements.txt', '«dateutil-python»\npython-dateutil\n');
  see(affix, 'requirements.txt', '«python-requests»\nrequests\n');
});

describe('name/homoglyph', () => {
  test('finds letters of other scripts, and names that read like others', () => {
    const found = see(homoglyph, 'requirements.txt', '«rеquests»\nrequests\n«ｎumpy>=1»\n«日本»\n«djang0»\n');
    expect(found.map(({ message }) => message)).toEqual([
      'The name "rеquests" holds U+0435, which no project\'s name may hold; it reads like requests.',
      'The name "ｎumpy" holds U+FF4E, which no project\'s name may hold; it reads like numpy.',
      'The name "日本" holds U+65E5, which no project\'s name may hold; no index knows it.',
      '"djang0" reads like django, and is another name.',
    ]);
  });
});

describe('what needs to be known from outside', () => {
  const files = { 'requirements.txt': 'one\ntwo\n' };

  test('is unknown, said once, and only where there are names', () => {
    expect(told(knownMalicious, files)).toEqual([
      'unknown: no advisory store with these records is at hand; custody db sync gets it',
    ]);
    expect(told(unregistered, files)).toEqual([
      'unknown: no answers of an index are at hand; custody pin --index-url URL asks one, --index-data DIR takes answers',
    ]);
    for (const rule of nameRules) expect(told(rule, { 'a.py': '' })).toEqual([]);
  });

  const indexes = (names: string) => indexDataOf(memoryRepository({ 'pypi.org/simple/names.txt': names }));

  test('name/unregistered finds names that no index has', () => {
    const view = repositoryView(memoryRepository(files), undefined, { indexes: indexes('two\n') });
    expect([...unregistered.judge(view)]).toMatchObject([
      { message: '"one" is not on PyPI, where an install looks for it.' },
    ]);
    // An index that nothing is taken from does not tell, nor does one that was not asked for the name.
    const asked = indexDataOf(
      memoryRepository({
        'pypi.org/simple/two.json': '{"files": []}',
        'index.example/simple/names.txt': 'two',
      }),
    );
    expect([
      ...unregistered.judge(repositoryView(memoryRepository(files), undefined, { indexes: asked })),
    ]).toMatchObject([
      { kind: 'unknown', required: false, reason: expect.stringContaining('do not tell it all') as string },
    ]);
  });

  test('name/own-lookalike finds neighbours of the own name', () => {
    const own = { 'pyproject.toml': '[project]\nname = "our-thing"\ndependencies = ["x"]\n' };
    const judged = (names: string) => [
      ...ownLookalike.judge(repositoryView(memoryRepository(own), undefined, { indexes: indexes(names) })),
    ];
    expect(judged('our-thing\nour-thign\nourthing\nother\n')).toMatchObject([
      { message: 'our-thing has neighbours on an index, one slip away: our-thign, ourthing.' },
    ]);
    expect(judged('our-thing\n')).toEqual([]);
    // A page of one neighbour says nothing of the others.
    const pages = indexDataOf(memoryRepository({ 'pypi.org/simple/our-thign.json': '{"files": []}' }));
    expect([
      ...ownLookalike.judge(repositoryView(memoryRepository(own), undefined, { indexes: pages })),
    ]).toMatchObject([
      { kind: 'found' },
      { kind: 'unknown', reason: expect.stringContaining('no list of all names') as string },
    ]);
  });

  describe('name/young-lookalike', () => {
    const now = '2026-11-21T00:00:00.000Z';
    const page = (...times: readonly (string | undefined)[]) =>
      JSON.stringify({
        files: times.map((time, at) => ({
          filename: `requetss-${at}.tar.gz`,
          hashes: {},
          ...(time !== undefined && { 'upload-time': time }),
        })),
      });
    const judged = (answer: string | undefined, at: string | undefined = now) =>
      [
        ...youngLookalike.judge(
          repositoryView(memoryRepository({ 'requirements.txt': 'requetss\nrequests\n' }), undefined, {
            ...(at !== undefined && { now: at }),
            ...(answer !== undefined && {
              indexes: indexDataOf(memoryRepository({ 'pypi.org/simple/requetss.json': answer })),
            }),
          }),
        ),
      ].map((one) => (one.kind === 'found' ? one.message : one.kind));
    const [old, young] = ['2019-01-01T00:00:00.000000Z', '2026-10-30T10:00:00Z'];

    test.each([
      [page(young), ['"requetss" looks like another project, and its first file on PyPI is of 2026-10-30.']],
      [page(young, old), []],
      [page(undefined, old), []],
      [page(undefined, young), ['unknown']],
      [page('yesterday'), ['unknown']],
      [page(), ['unknown']],
      [undefined, ['unknown']],
    ])('%s', (answer, said) => {
      expect(judged(answer)).toEqual(said);
    });

    test('is unknown without a clock, and has nothing to say where nothing looks alike', () => {
      const view = (tree: Readonly<Record<string, string>>, given = indexDataOf(memoryRepository({}))) =>
        repositoryView(memoryRepository(tree), undefined, { indexes: given });
      const dated = indexDataOf(memoryRepository({ 'pypi.org/simple/requetss.json': page(old) }));
      expect([...youngLookalike.judge(view({ 'requirements.txt': 'requetss\n' }, dated))]).toMatchObject([
        { kind: 'unknown' },
      ]);
      expect([...youngLookalike.judge(view({ 'requirements.txt': 'requests\n' }))]).toEqual([]);
    });
  });

  test('name/known-malicious finds names on record', () => {
    const malware = (name: string) => (name === 'two' ? ['MAL-2024-1'] : []);
    const view = repositoryView(memoryRepository(files), undefined, { malware });
    expect([...knownMalicious.judge(view)]).toMatchObject([
      { message: '"two" is on record as malware: MAL-2024-1.', at: { range: { start: 4, end: 7 } } },
    ]);
  });
});

test('lists of very many names are judged in bounded time', () => {
  const started = performance.now();
  const text = Array.from(
    { length: 20_000 },
    (_, i) => `python-${'a'.repeat(i % 50)}${i.toString(36)}\n`,
  ).join('');
  told(typo, {
    'requirements.txt': text,
    'pyproject.toml': `[project]\ndependencies = [${'"a",'.repeat(20_000)}]`,
  });
  expect(performance.now() - started).toBeLessThan(20_000);
});
