import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collisions } from './collisions.ts';
import { foldName } from './fold.ts';

const found = (...names: string[]): string[] =>
  collisions(names).map((one) => `${one.kind} ${one.index} ${one.other}`);

describe('names that cannot stand beside each other', () => {
  test.each<[string, string[], string[]]>([
    ['different names', ['a', 'b', 'a-b', 'a.b', 'c/', 'c/d', 'c/e/', 'c/e/f'], []],
    ['the same name again', ['a', 'b', 'a'], ['duplicate 2 0']],
    ['the same directory again', ['d/', 'd/a', 'd/'], ['duplicate 2 0']],
    ['another case', ['README', 'readme'], ['folded 1 0']],
    ['another normalisation', ['\u00e9', 'e\u0301'], ['folded 1 0']],
    ['sharp s', ['stra\u00dfe', 'STRASSE'], ['folded 1 0']],
    ['the Kelvin sign', ['\u212a', 'k'], ['folded 1 0']],
    ['dot segments', ['a/b', './a//b'], ['folded 1 0']],
    ['a file that is a parent', ['a', 'a/b'], ['file-as-directory 1 0']],
    ['a file that is a parent, after its child', ['a/b', 'a'], ['file-as-directory 0 1']],
    ['a file that is a grandparent in another case', ['A', 'b', 'a/b/c'], ['file-as-directory 2 0']],
    ['a file and a directory of one name', ['a/', 'a'], ['file-as-directory 1 0']],
    [
      'names between a parent and its child in ASCII order',
      ['a', 'a b', 'a!', 'a.', 'a/b'],
      ['file-as-directory 4 0'],
    ],
    ['three of one kind', ['a', 'A', 'a', 'A'], ['folded 1 0', 'duplicate 2 0', 'duplicate 3 1']],
    ['names of object properties', ['__proto__', 'constructor', '__proto__/x'], ['file-as-directory 2 0']],
    ['the root twice', ['./', './'], []],
  ])('%s', (_, names, expected) => {
    expect(found(...names)).toEqual(expected);
  });

  test('tells what lies below a file from a file and a directory of one name', () => {
    const below = collisions(['a', 'a/b', 'c', 'c/', 'c/d']).map((one) => [one.index, one.other, one.below]);
    expect(below).toEqual([
      [1, 0, true],
      [3, 2, false],
      [4, 2, true],
    ]);
  });

  test('a name folds as its segments do, one by one', () => {
    const piece = fc.constantFrom(
      'a',
      'Σ',
      'ς',
      'ß',
      '\u0338',
      '\u0301',
      'e',
      '\u212a',
      '.',
      '=',
      'İ',
      '\u0345',
      'x'.repeat(100),
    );
    const segments = fc.array(fc.array(piece, { maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(segments, (given) => {
        const names = given.map((pieces) => pieces.join(''));
        const alone = names.map(foldName).filter((folded) => folded !== '');
        expect(foldName(names.join('/'))).toBe(alone.join('/'));
      }),
    );
  });

  test('agrees with a plain quadratic comparison', () => {
    const name = fc
      .array(fc.constantFrom('a', 'A', 'b', 'a b', 'a.', '\u00e9', 'e\u0301', 'a\0'), {
        minLength: 1,
        maxLength: 4,
      })
      .chain((parts) => fc.boolean().map((directory) => parts.join('/') + (directory ? '/' : '')));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const clash = (a: string, b: string): boolean => {
          const [x, y] = [foldName(a), foldName(b)];
          return x === y || (!a.endsWith('/') && y.startsWith(`${x}/`));
        };
        const expected = names.flatMap((one, index) =>
          names.some(
            (other, at) =>
              (at < index && foldName(one) === foldName(other)) ||
              (at !== index && foldName(one) !== foldName(other) && clash(other, one)),
          )
            ? [index]
            : [],
        );
        expect(collisions(names).map((one) => one.index)).toEqual(expected);
      }),
    );
  });

  test('long runs of combining marks and deep names take no time to speak of', () => {
    const started = performance.now();
    foldName('\u0300\u0316'.repeat(2 ** 19));
    foldName(`${'\u0300\u0316'.repeat(127)}/`.repeat(2 ** 11));
    collisions(Array.from({ length: 200 }, (_, index) => `${'a/'.repeat(2 ** 13)}${index}`));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('joins whatever Python joins by casefold', ({ skip }) => {
    const script =
      'import sys,unicodedata as u\nfor c in range(0x110000):\n  if 0xd800<=c<0xe000 or chr(c) in "/.": continue\n  f=u.normalize("NFC",chr(c).casefold())\n  if f!=chr(c): print("%x"%c,",".join("%x"%ord(x) for x in f))';
    const python = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
    if (python.status !== 0) skip('python3 is not here to compare with');
    const text = (points: string): string =>
      String.fromCodePoint(...points.split(',').map((point) => Number.parseInt(point, 16)));
    const lines = python.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    expect(lines.length).toBeGreaterThan(1500);
    const differing = lines.filter(([from = '', to = '']) => foldName(text(from)) !== foldName(text(to)));
    expect(differing).toEqual([]);
  });
});
