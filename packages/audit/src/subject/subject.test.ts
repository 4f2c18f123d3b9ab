import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryOf, pypi } from '../testing/subjects.ts';
import { audited, inapplicable, subjectsOf, unaudited } from './account.ts';
import { countAccounts } from './count.ts';
import { dependencyPath, indexSubjects } from './path.ts';
import type { Accounted } from './types.ts';

const subject = pypi('demo', '1.0');
const entry = entryOf(subject);
const each: readonly Accounted[] = [
  audited(entry, subject),
  inapplicable(entry, "sys_platform == 'win32'", ['CPython 3.14, Linux']),
  unaudited(entry, 'not-pinned', 'name the lock'),
  unaudited(entry, 'variable', 'give a value', subject),
];

describe('accounting', () => {
  test('the counts add up whatever the entries became', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...each), { maxLength: 50 }), (accounts) => {
        const counts = countAccounts(accounts);
        expect(counts.entries).toBe(accounts.length);
        expect(counts.audited + counts.inapplicable + counts.unaudited).toBe(counts.entries);
        expect(counts.reasons.reduce((sum, { entries }) => sum + entries, 0)).toBe(counts.unaudited);
      }),
    );
  });

  test('only what is audited is held against advisories', () => {
    expect(subjectsOf({ path: 'r.txt', format: 'requirements', accounted: each })).toEqual([subject]);
  });
});

describe('the dependency path', () => {
  const names = (path: readonly { readonly name: string }[]): readonly string[] =>
    path.map(({ name }) => name);

  test('is the shortest way from what the project names', () => {
    const all = [
      pypi('root', '1', { direct: true }),
      pypi('far', '1', { parents: ['root@1'] }),
      pypi('mid', '1', { parents: ['far@1'] }),
      pypi('leaf', '1', { parents: ['mid@1', 'root@1'] }),
    ];
    const index = indexSubjects(all);
    expect(names(dependencyPath(pypi('leaf', '1', { parents: ['mid@1', 'root@1'] }), index))).toEqual([
      'root',
      'leaf',
    ]);
    expect(names(dependencyPath(pypi('x', '1', { parents: ['mid@1'] }), index))).toEqual([
      'root',
      'far',
      'mid',
      'x',
    ]);
  });

  test('ends on cycles, on missing parents, and on chains without end', () => {
    const cyclic = [pypi('a', '1', { parents: ['b@1'] }), pypi('b', '1', { parents: ['a@1'] })];
    const [a] = cyclic;
    if (a !== undefined) expect(names(dependencyPath(a, indexSubjects(cyclic)))).toEqual(['a']);
    const orphan = pypi('c', '1', { parents: ['gone@1'] });
    expect(names(dependencyPath(orphan, indexSubjects([orphan])))).toEqual(['c']);
    const chain = Array.from({ length: 100_000 }, (_, at) =>
      pypi(`p${at}`, '1', { parents: [`p${at + 1}@1`] }),
    );
    const [first] = chain;
    if (first !== undefined) expect(dependencyPath(first, indexSubjects(chain))).toEqual([first]);
  });
});
