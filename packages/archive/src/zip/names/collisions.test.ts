import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { kindOf } from '../attributes.ts';
import { collectProblems } from '../problems.ts';
import { judgeCollisions } from './collisions.ts';

type Given = string | { readonly name: string; readonly mode?: number; readonly rawName?: Buffer };

const collide = (...given: readonly Given[]): readonly string[] => {
  const problems = collectProblems();
  judgeCollisions(
    given.map((one, index) => ({
      rawName: Buffer.from(typeof one === 'string' ? one : one.name),
      ...(typeof one === 'string' ? { name: one } : one),
      kind: kindOf(
        typeof one === 'string' ? one : one.name,
        typeof one === 'string' ? 0 : (one.mode ?? 0) * 0x10000,
      ),
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
    ['a/b', './a//b'],
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

  test('that are the same only decoded, or only as bytes, are duplicates', () => {
    const bytes = Buffer.from([0xc3, 0xbc]);
    expect(collide('ü', { name: 'ü', rawName: Buffer.from([0x81]) })).toEqual(['duplicate-name ü']);
    expect(collide('ü', { name: '├╝', rawName: bytes })).toEqual(['duplicate-name ├╝']);
    expect(collide('ü', { name: '├╝' })).toEqual([]);
  });

  test('stand for what the mode makes of the entry', () => {
    const directory = 0o40755;
    const symlink = 0o120777;
    expect(collide({ name: 'a', mode: directory }, 'a/b')).toEqual([]);
    expect(collide({ name: 'a', mode: directory }, 'a/')).toEqual(['name-collision a/']);
    expect(collide({ name: 'a', mode: directory }, 'a')).toEqual(['duplicate-name a']);
    expect(collide({ name: 'a/', mode: symlink }, 'a/b')).toEqual(['name-collision a/']);
    expect(collide({ name: 'a//', mode: symlink }, 'a/b')).toEqual(['name-collision a//']);
  });

  test('of many entries below one file are one problem', () => {
    expect(collide('a', ...Array.from({ length: 300 }, (_, index) => `a/${index}`))).toEqual([
      'name-collision a',
    ]);
  });

  test('that differ do not collide', () => {
    expect(collide('a', 'b', 'a.b', 'd/', 'd/a', 'd/e/', 'd/e/f', 'aa', 'é', 'e')).toEqual([]);
  });
});
