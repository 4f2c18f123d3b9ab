import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryRepository } from '../repository/memory.ts';
import { sourceFile } from '../repository/source.ts';
import { repositoryView } from '../repository/view.ts';
import { highestOf, indexDataOf } from './data.ts';
import { iniValues } from './ini.ts';
import { answering, indexScopesIn } from './scopes.ts';
import { indexKey, isLocalHost, shownIndex } from './url.ts';

describe('an index', () => {
  test.each([
    ['https://pypi.org/simple/', 'PyPI'],
    ['http://user:secret@PyPI.org:443/simple', 'PyPI'],
    ['https://pypi.python.org/simple', 'PyPI'],
    ['https://u:p@h.example:8443/a/simple//?token=x#y', 'h.example:8443/a/simple'],
    ['https://${USER}:${PASSWORD}@h/simple', 'https://h/simple'],
  ])('%s is %s', (url, shown) => {
    expect(shownIndex(url)).toBe(shown);
  });

  test('of the machine itself is local, and one of a name with a dot is not', () => {
    expect(
      ['http://localhost:3141/a', 'http://127.0.0.1', 'http://devpi/x', 'http://h.example'].map(isLocalHost),
    ).toEqual([true, true, true, false]);
    expect(indexKey('./folder')).toBeUndefined();
  });
});

describe('settings of pip', () => {
  test('have their values one by one, with their places', () => {
    const text =
      '[global]\r\nextra_index_url =\r\n    https://a\r\n    # no\r\n    https://b\r\ntimeout: 3\n[x]\nno\n';
    const values = iniValues(sourceFile('pip.conf', Buffer.from(text)));
    expect(values.map((one) => [one.section, one.name, one.text])).toEqual([
      ['global', 'extra-index-url', 'https://a'],
      ['global', 'extra-index-url', 'https://b'],
      ['global', 'timeout', '3'],
    ]);
    for (const { start, end, text: value } of values) expect(text.slice(start, end)).toBe(value);
  });

  test('of any text are read without throwing, each where it says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('[a]', 'b', ' ', '=', ':', '\n', '\r\n', '#', ';', '\t', 'ä') }),
        (text) => {
          for (const one of iniValues(sourceFile('pip.conf', Buffer.from(text))))
            expect(text.slice(one.start, one.end)).toBe(one.text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('what is in force together', () => {
  const scopes = (files: Readonly<Record<string, string>>) =>
    indexScopesIn(repositoryView(memoryRepository(files))).map((scope) => [
      scope.tool,
      scope.strategy,
      answering(scope).map(shownIndex),
      scope.names,
    ]);
  const project = '[project]\ndependencies = ["a", "b"]\n';

  test.each([
    [
      'pip adds to PyPI',
      { 'pip.conf': '[global]\nextra-index-url = https://h/x' },
      ['pip', 'merged', ['PyPI', 'h/x'], []],
    ],
    [
      'pip replaces PyPI',
      { 'pip.conf': '[install]\nindex-url = https://h/x' },
      ['pip', 'merged', ['h/x'], []],
    ],
    [
      'pip asks nobody',
      { 'requirements.txt': '--no-index\n-f https://h/l\na\n' },
      ['pip', 'merged', [], ['a']],
    ],
    [
      'requirements name what is asked for',
      { 'requirements.txt': '-i https://h/x\n--extra-index-url https://h/y\na==1\n' },
      ['pip', 'merged', ['h/x', 'h/y'], ['a']],
    ],
    [
      'uv stops at the first',
      { 'pyproject.toml': `${project}[[tool.uv.index]]\nurl = "https://h/x"\n` },
      ['uv', 'first', ['h/x', 'PyPI'], ['a', 'b']],
    ],
    [
      'uv asks an explicit one by name alone',
      {
        'pyproject.toml': `${project}[[tool.uv.index]]\nname = "x"\nurl = "https://h/x"\nexplicit = true\n[tool.uv.sources]\na = { index = "x" }\n`,
      },
      ['uv', 'first', ['PyPI'], ['b']],
    ],
    [
      'uv may be told to merge',
      { 'uv.toml': 'index-strategy = "unsafe-best-match"\nextra-index-url = ["https://h/x"]\n' },
      ['uv', 'merged', ['h/x', 'PyPI'], []],
    ],
    [
      'Poetry puts primary sources in the place of PyPI',
      { 'pyproject.toml': `${project}[[tool.poetry.source]]\nname = "x"\nurl = "https://h/x"\n` },
      ['poetry', 'merged', ['h/x'], ['a', 'b']],
    ],
    [
      'Poetry has supplemental ones beside it',
      {
        'pyproject.toml': `${project}[[tool.poetry.source]]\nname = "x"\nurl = "https://h/x"\npriority = "supplemental"\n`,
      },
      ['poetry', 'merged', ['PyPI'], ['a', 'b']],
    ],
    [
      'Poetry keeps PyPI where it is named',
      {
        'pyproject.toml': `${project}[[tool.poetry.source]]\nname = "x"\nurl = "https://h/x"\n[[tool.poetry.source]]\nname = "PyPI"\n`,
      },
      ['poetry', 'merged', ['PyPI', 'h/x'], ['a', 'b']],
    ],
    [
      'PDM merges',
      { 'pyproject.toml': `${project}[[tool.pdm.source]]\nname = "x"\nurl = "https://h/x"\n` },
      ['pdm', 'merged', ['PyPI', 'h/x'], ['a', 'b']],
    ],
    [
      'PDM keeps an order when told to',
      {
        'pyproject.toml': `${project}[[tool.pdm.source]]\nname = "x"\nurl = "https://h/x"\n[tool.pdm.resolution]\nrespect-source-order = true\n`,
      },
      ['pdm', 'first', ['PyPI', 'h/x'], ['a', 'b']],
    ],
    [
      'Pipenv asks the first',
      { Pipfile: '[[source]]\nurl = "https://h/x"\n[[source]]\nurl = "https://h/y"\nname = "y"\n' },
      ['pipenv', 'first', ['h/x'], []],
    ],
  ])('%s', (_, files, expected) => {
    expect(scopes(files as Readonly<Record<string, string>>)).toEqual([expected]);
  });
});

describe('answers at hand', () => {
  const data = indexDataOf(
    memoryRepository({
      'pypi.org/simple/names.txt': 'Known\nother\n',
      'pypi.org/simple/known.json': JSON.stringify({
        files: [
          { filename: 'known-1.10-py3-none-any.whl', hashes: { sha256: 'A'.repeat(64) } },
          { filename: 'known-1.9.tar.gz', hashes: {} },
          { filename: 'known.exe' },
          7,
        ],
        namespaces: [{ name: 'k', owned: false }, { name: 3 }],
      }),
      'h.example_8443/a/simple/x.y/index.json': '{"files": []}',
      'h.example_8443/a/simple/projects.json': '{"projects": [{"name": "Z"}]}',
      'h.example/broken.json': '{',
      'h.example/projects.json': '[]',
    }),
  );

  test('tell what an index has, has not, and was not asked', () => {
    const known = data.project('https://pypi.org/simple/', 'KNOWN');
    if (known === undefined || known === 'absent') throw new Error('it is there');
    expect(highestOf(known)?.versionText).toBe('1.10');
    expect(known.files.map(({ kind }) => kind)).toEqual(['wheel', 'sdist']);
    expect([...(known.files[0]?.hashes ?? [])]).toEqual([['sha256', 'a'.repeat(64)]]);
    expect(known.namespaces).toEqual([{ name: 'k', owned: false }]);
    expect(data.project('https://pypi.org/simple', 'other')).toEqual({ files: [], namespaces: [] });
    expect(data.project('https://pypi.org/simple', 'nobody')).toBe('absent');
    expect(data.project('https://h.example:8443/a/simple', 'x-y')).toEqual({ files: [], namespaces: [] });
    expect(data.project('https://h.example:8443/a/simple', 'z')).toEqual({ files: [], namespaces: [] });
    expect(data.project('https://elsewhere/simple', 'known')).toBeUndefined();
  });

  test('that are none are told, and prove nothing', () => {
    expect(data.project('https://h.example', 'broken')).toBeUndefined();
    expect(data.problems.map(({ path }) => path).sort()).toEqual([
      'h.example/broken.json',
      'h.example/projects.json',
    ]);
  });
});
