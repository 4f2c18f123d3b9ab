import { describe, expect, test } from 'vitest';
import { memoryRepository } from '../repository/memory.ts';
import { repositoryView } from '../repository/view.ts';
import { resolutions, sha } from '../testing/resolutions.ts';
import { parseResolutions, serialiseResolutions } from './cache.ts';
import { datesOnline } from './dates.ts';
import { commentVersion, commitOf, tagsAt } from './lookup.ts';
import { mergeResolutions, parseLsRemote, resolveOnline, usedRepositories } from './remote.ts';

describe('references', () => {
  const known = resolutions({
    'a/b': {
      tags: { v1: sha('1'), 'v1.2.3': sha('1'), nightly: sha('1') },
      branches: { v1: sha('2'), main: sha('3') },
    },
  });
  const view = repositoryView(memoryRepository({}), known);

  test('stand for the tag before the branch of their name', () => {
    expect([commitOf(view, 'A/B', 'v1'), commitOf(view, 'a/b', 'main'), commitOf(view, 'x/y', 'v1')]).toEqual(
      [sha('1'), sha('3'), undefined],
    );
  });

  test('of a commit are told with the most exact version first', () => {
    expect(tagsAt(view, 'a/b', sha('1'))).toEqual(['v1.2.3', 'v1', 'nightly']);
  });
});

test.each([
  ['v4.2.1', 'v4.2.1'],
  ['tag=v4', 'v4'],
  ['pin@v1.2', 'v1.2'],
  ['ratchet:actions/checkout@v4', 'v4'],
  ['v1.2.3-beta.1', 'v1.2.3-beta.1'],
  ['3.0.0rc1 (new)', '3.0.0rc1'],
  ['stable', undefined],
  ['do not touch', undefined],
  ['see #123', undefined],
])('the comment %j names %j', (comment, version) => {
  expect(commentVersion(comment)).toBe(version);
});

test('the answer of git is read with annotated tags peeled', () => {
  const text = `${sha('1')}\trefs/heads/main\n${sha('2')}\trefs/tags/v1\n${sha('3')}\trefs/tags/v1^{}\n${sha('4')}\trefs/pull/1/head\nwarning: x\n`;
  const { tags, branches } = parseLsRemote(text);
  expect([[...tags], [...branches]]).toEqual([[['v1', sha('3')]], [['main', sha('1')]]]);
});

test('git is asked by arguments alone, and what fails is told', async () => {
  const asked: (readonly string[])[] = [];
  const answer = await resolveOnline(['a/b', 'c/d'], (args) => {
    asked.push(args);
    return args.at(-1)?.includes('c/d') === true
      ? Promise.reject(new Error('no network'))
      : Promise.resolve(`${sha('1')}\trefs/tags/v1\n`);
  });
  expect(asked[0]).toEqual(['ls-remote', '--tags', '--heads', '--', 'https://github.com/a/b.git']);
  expect(answer.repositories.get('a/b')?.tags.get('v1')).toBe(sha('1'));
  expect(answer.failures.get('c/d')).toBe('no network');
});

test('only names that GitHub allows are asked for', () => {
  const text =
    'jobs: {a: {steps: [{uses: A/b@v1}, {uses: a/B/sub@v1}, {uses: "-x/y@v1"}, {uses: "x/../y@v1"}, {uses: ./z}]}}';
  expect(usedRepositories(repositoryView(memoryRepository({ '.github/workflows/a.yml': text })))).toEqual([
    'a/b',
  ]);
});

describe('the resolution cache', () => {
  const known = resolutions({
    'c/d': { tags: { v2: sha('2') } },
    'a/b': { tags: { v10: sha('1'), v1: sha('1') }, branches: { main: sha('3') } },
  });

  test('is written in one order, and read back', () => {
    const text = serialiseResolutions(known);
    const reading = parseResolutions(text);
    expect(reading.kind === 'resolutions' && serialiseResolutions(reading.resolutions)).toBe(text);
    expect(text.indexOf('a/b')).toBeLessThan(text.indexOf('c/d'));
  });

  test.each(['', '[]', '{}', 'null', '{"schema":"other/1"}', '{'])('refuses %j', (text) => {
    expect(parseResolutions(text).kind).toBe('malformed');
  });

  test('leaves out what has another form, and cannot be poisoned through names', () => {
    const text =
      '{"schema":"custody.resolutions/1","repositories":{"__proto__":{"tags":{"v1":"x"}},"a/b":{"tags":{"v1":5,"v2":"' +
      sha('1') +
      '"}},"c":7}}';
    const reading = parseResolutions(text);
    if (reading.kind !== 'resolutions') throw new Error('malformed');
    expect([...(reading.resolutions.repositories.get('a/b')?.tags ?? [])]).toEqual([['v2', sha('1')]]);
  });

  test('is extended by later answers', () => {
    const later = resolutions({ 'a/b': { tags: { v3: sha('3') } } });
    expect(mergeResolutions(known, later).repositories.get('a/b')?.tags.get('v3')).toBe(sha('3'));
    expect(mergeResolutions(known, later).repositories.get('c/d')).toBeDefined();
  });
});

describe('dates of commits', () => {
  const view = repositoryView(
    memoryRepository({
      '.github/workflows/a.yml': `jobs:\n  a:\n    steps:\n      - uses: A/b@${sha('1')}\n      - uses: a/b@v1\n      - uses: c/d@${sha('2')}\n`,
    }),
  );
  const answers = resolutions({ 'a/b': {}, 'c/d': {} });

  test('are asked for pinned commits alone, and what is not answered stays unknown', async () => {
    const asked: string[] = [];
    const git = (args: readonly string[]): Promise<string> => {
      asked.push(args.join(' '));
      if (args.includes('https://github.com/c/d.git')) return Promise.reject(new Error('no such commit'));
      return Promise.resolve(args.includes('log') ? `${sha('1')} 2026-01-02T03:04:05+02:00\n` : '');
    };
    const { repositories } = await datesOnline(answers, [view], {
      git,
      into: '/s',
      now: '2026-11-21T00:00:00Z',
    });
    expect(asked[0]).toBe(
      `--git-dir /s fetch --quiet --no-tags --depth=1 --filter=tree:0 https://github.com/a/b.git ${sha('1')}`,
    );
    expect(repositories.get('a/b')?.commits?.get(sha('1'))).toEqual({
      committed: '2026-01-02T01:04:05.000Z',
      seen: '2026-11-21T00:00:00Z',
    });
    expect(repositories.get('c/d')?.commits?.size).toBe(0);
  });

  test('are kept in the cache, with when a commit was first seen', () => {
    const dates = (seen: string) =>
      resolutions({ 'a/b': { commits: { [sha('1')]: { committed: '2026-01-01T00:00:00Z', seen } } } });
    const merged = mergeResolutions(dates('2026-02-01T00:00:00Z'), dates('2026-03-01T00:00:00Z'));
    const read = parseResolutions(serialiseResolutions(merged));
    expect(read.kind === 'resolutions' && read.resolutions.repositories.get('a/b')?.commits).toEqual(
      new Map([[sha('1'), { committed: '2026-01-01T00:00:00Z', seen: '2026-02-01T00:00:00Z' }]]),
    );
  });

  test('and digests of another form are left out', () => {
    const text = JSON.stringify({
      schema: 'custody.resolutions/1',
      images: { a: 'sha256:1', b: `sha256:${'0'.repeat(64)}`, c: 4 },
      repositories: {
        'a/b': { commits: { [sha('1')]: { seen: 'yesterday' }, x: { seen: '2026-01-01T00:00:00Z' } } },
      },
    });
    const read = parseResolutions(text);
    expect(read).toMatchObject({ kind: 'resolutions' });
    if (read.kind !== 'resolutions') return;
    expect([...(read.resolutions.images ?? [])]).toEqual([['b', `sha256:${'0'.repeat(64)}`]]);
    expect(read.resolutions.repositories.get('a/b')?.commits?.size).toBe(0);
  });
});
