import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { kindOf } from '../attributes.ts';
import { collectProblems } from '../problems.ts';
import { judgeCollisions } from './collisions.ts';

const collide = (...names: readonly string[]): readonly string[] => {
  const problems = collectProblems();
  judgeCollisions(
    names.map((name, index) => ({
      name,
      rawName: Buffer.from(name),
      kind: kindOf(name, 0),
      index,
      recordOffset: index,
    })),
    problems,
  );
  return problems.list().map(({ code, entry }) => `${code} ${entry}`);
};

describe('names', () => {
  test.each([
    ['a', 'A'],
    ['a/b', 'A/b'],
    ['straße', 'STRASSE'],
    ['\u00e9', 'e\u0301'],
    ['σ', 'ς'],
    ['\u212a', 'k'],
    ['d', 'd/'],
  ])('%s and %s collide', (one, other) => {
    expect(collide(one, other)).toContain(`name-collision ${other}`);
  });

  test.each([
    ['a', 'a/b'],
    ['A', 'a/b'],
    ['x/a', 'x/a/b/c'],
  ])('%s is in the way of %s, in any order', (file, below) => {
    for (const list of [
      [file, 'a-', 'a.b', below],
      [below, 'a!', file],
    ])
      expect(collide(...list)).toEqual([`name-collision ${file}`]);
  });

  test('that are the same are duplicates', () => {
    expect(collide('a', 'b', 'a')).toEqual(['duplicate-name a']);
  });

  test('that differ do not collide', () => {
    expect(collide('a', 'b', 'a.b', 'd/', 'd/a', 'd/e/', 'd/e/f', 'aa', 'é', 'e')).toEqual([]);
  });
});
