import { assert, json, jsonValue, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryRepository } from '../repository/memory.ts';
import { repositoryView } from '../repository/view.ts';
import { answersOf } from './answers.ts';
import { indexDataOf } from './data.ts';
import { readProjectPage } from './page.ts';
import { indexesOfName, indexQuestions } from './questions.ts';

const [pypi, own] = ['pypi.org/simple', 'h.example/simple'];

const asked = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    indexQuestions(repositoryView(memoryRepository(files)))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, indexes, untilFound }) => [name, indexes.join(untilFound ? ' > ' : ' + ')]),
  );

describe('a name is told', () => {
  test('to PyPI where nothing is configured, and the own name to nobody', () => {
    expect(
      asked({
        'pyproject.toml': '[project]\nname = "me"\ndependencies = ["A_b>1", "me[x]"]\n',
        'requirements.txt': 'c==1\nd @ https://h.example/d.whl\n',
      }),
    ).toEqual({ 'a-b': pypi, c: pypi });
  });

  test('to all that pip merges, and in order where the first answers', () => {
    const extra = `--extra-index-url https://u:secret@${own}/\na\n`;
    expect(asked({ 'requirements.txt': extra })).toEqual({ a: `${pypi} + ${own}` });
    const uv = `[project]\ndependencies = ["a"]\n[[tool.uv.index]]\nurl = "https://${own}"\n`;
    expect(asked({ 'pyproject.toml': uv })).toEqual({ a: `${own} > ${pypi}` });
  });

  test('not to PyPI where a private index takes its place', () => {
    expect(
      asked({ 'pip.conf': `[global]\nindex-url = https://${own}\n`, 'requirements.txt': 'a\n' }),
    ).toEqual({
      a: own,
    });
    const other = { 'ci/pip.conf': `[global]\nindex-url = https://${own}\n` };
    expect(asked({ ...other, 'requirements.txt': 'a\n' })).toEqual({ a: own });
    // A command's own index: whether other names are private is not told, and nobody is asked.
    const command = { Dockerfile: `FROM x\nRUN pip install -i https://${own} x\n` };
    expect(asked({ ...command, 'requirements.txt': 'a\n' })).toEqual({ x: own });
    // An index that everybody may read hides nothing.
    expect(
      asked({
        'torch.txt': '-i https://download.pytorch.org/whl/cpu\ntorch\n',
        'requirements.txt': 'a\n',
      }),
    ).toMatchObject({ a: expect.stringContaining(pypi) as string });
  });

  test.each([
    ['uv', '[project]\ndependencies = ["a", "b"]\n[tool.uv.sources]\na = { index = "x" }\n'],
    ['uv, several', '[project]\ndependencies = ["a", "b"]\n[tool.uv.sources]\na = [{ index = "x" }]\n'],
    [
      'Poetry',
      `[tool.poetry.dependencies]\na = { version = "1", source = "x" }\nb = "*"\n[[tool.poetry.source]]\nname = "x"\nurl = "https://${own}"\npriority = "explicit"\n`,
    ],
    [
      'PDM',
      `[project]\ndependencies = ["a", "b"]\n[[tool.pdm.source]]\nname = "x"\nurl = "https://${own}"\ninclude_packages = ["a*"]\n`,
    ],
  ])('to no other where it has an index of its own: %s', (_, text) => {
    expect(Object.keys(asked({ 'pyproject.toml': text }))).toEqual(['b']);
  });

  test('to the index that a lock took it from, and to none where it took it from elsewhere', () => {
    const lock = [
      'version = 1',
      `[[package]]\nname = "a"\nversion = "1"\nsource = { registry = "https://${own}" }`,
      '[[package]]\nname = "g"\nversion = "1"\nsource = { git = "https://h.example/g?rev=1#1" }',
    ].join('\n');
    expect(asked({ 'uv.lock': `${lock}\n` })).toEqual({ a: own });
  });
});

test('the indexes of a name are those of all settings that list it', () => {
  const view = repositoryView(
    memoryRepository({ 'a.txt': '', 'requirements.txt': `-i https://${own}\nx\n`, 'pip.conf': '' }),
  );
  expect(indexesOfName(view, 'x')).toEqual([own]);
  expect(indexesOfName(view, 'y')).toBeUndefined();
});

describe('a page', () => {
  const page = (more: object): string => JSON.stringify({ files: [], ...more });

  test.each([
    [page({ name: 'B' }), 'it is the page of another project'],
    [page({ meta: { 'api-version': '2.0' } }), 'it is written in a version that is not known here'],
    ['<!DOCTYPE html>', 'it is no page of a project in JSON (PEP 691)'],
    ['{"files": [', 'it is no page of a project in JSON (PEP 691)'],
    [page({ files: {} }), 'it is no page of a project in JSON (PEP 691)'],
  ])('that is none: %s', (text, reason) => {
    expect(readProjectPage(text, 'a')).toBe(reason);
  });

  test('tells when files were uploaded, where that is a time', () => {
    const file = (time: unknown) => ({ filename: 'a-1.tar.gz', hashes: {}, 'upload-time': time });
    const times = ['2024-02-30T99:00:00Z', '2024-02-03T04:05:06.789012Z', 7, '2024'];
    const read = readProjectPage(page({ meta: { 'api-version': '1.1' }, files: times.map(file) }), 'a');
    expect(typeof read === 'string' ? read : read.files.map(({ uploaded }) => uploaded)).toEqual([
      undefined,
      '2024-02-03T04:05:06.789012Z',
      undefined,
      undefined,
    ]);
  });

  test('is never thrown over', () => {
    assert(
      property(oneof(json(), string()), jsonValue(), (text, files) => {
        readProjectPage(text, 'a');
        readProjectPage(JSON.stringify({ files: [files], namespaces: files, meta: files }), 'a');
      }),
    );
  });
});

describe('answers', () => {
  const given = indexDataOf(
    memoryRepository({
      [`${pypi}/absent.txt`]: 'Gone_one\n',
      [`${pypi}/a.json`]: '{"files": []}',
      [`${pypi}/b.json`]: '{"files": []}',
    }),
  );

  test('kept in a folder say too what an index was asked for and has not', () => {
    expect(given.project(`https://${pypi}`, 'gone-one')).toBe('absent');
    expect(given.project(`https://${pypi}`, 'other')).toBeUndefined();
  });

  test('of now go before those of then, and a silence of now is none of then', () => {
    const data = answersOf(
      {
        answers: new Map([[pypi, new Map([['a', 'absent' as const]])]]),
        silent: new Map([[pypi, 'why']]),
        unanswered: new Map([[pypi, new Set(['b'])]]),
      },
      given,
    );
    const at = (name: string) => data.project(`https://${pypi}/`, name);
    expect([at('A'), at('b'), at('gone-one'), at('z')]).toEqual(['absent', undefined, 'absent', undefined]);
    expect(data.indexes).toEqual([pypi]);
  });
});
