import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneEdit } from './edit.ts';
import { halfIndex } from './halves.ts';
import { variantsOf } from './variants.ts';

/** Optimal string alignment by its table: deletion, insertion, substitution, transposition of neighbours. */
const distance = (a: string, b: string): number => {
  const d: number[][] = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => d[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1);
      const row = d[i];
      if (row !== undefined) row[j] = best;
    }
  return at(a.length, b.length);
};

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 9 });

/** A word and one that some edit made of it, as often as not. */
const pair = fc.oneof(
  fc.tuple(word, word),
  fc
    .tuple(word, fc.nat(9), fc.constantFrom('a', 'b', 'c'), fc.constantFrom(0, 1, 2, 3))
    .map(([text, at, letter, how]): [string, string] => [
      how === 0
        ? text.slice(0, at) + letter + text.slice(at)
        : how === 1
          ? text.slice(0, at) + text.slice(at + 1)
          : how === 2
            ? text.slice(0, at) + letter + text.slice(at + 1)
            : text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2),
      text,
    ]),
);

test('one edit is told exactly where the distance by the table is one', () => {
  fc.assert(
    fc.property(pair, ([written, meant]) => {
      expect(oneEdit(written, meant) !== undefined).toBe(distance(written, meant) === 1);
    }),
    { numRuns: 5000 },
  );
});

test('the index finds exactly the names that comparing with each finds', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), pair, (names, [written, meant]) => {
      const all = [...new Set([...names, meant])];
      const near = halfIndex(all)
        .near(written)
        .map(({ name, edit }) => `${name} ${edit}`);
      const each = all.flatMap((name) => {
        const edit = oneEdit(written, name);
        return edit === undefined ? [] : [`${name} ${edit}`];
      });
      expect(near.toSorted()).toEqual(each.toSorted());
    }),
    { numRuns: 3000 },
  );
});

describe('an edit is named', () => {
  test.each([
    ['requetss', 'requests', 'transposition'],
    ['reqquests', 'requests', 'repeat'],
    ['beautifulsop4', 'beautifulsoup4', 'omission'],
    ['beautifulsoup', 'beautifulsoup4', 'omission'],
    ['scipyy', 'scipy', 'repeat'],
    ['matplptlib', 'matplotlib', 'keyboard'],
    ['flasdk', 'flask', 'keyboard'],
    ['pandes', 'pandas', 'vowel'],
    ['xrequests', 'requests', 'insertion'],
    ['lumpy', 'numpy', 'substitution'],
  ])('%s for %s: %s', (written, meant, edit) => {
    expect(oneEdit(written, meant)).toBe(edit);
  });
});

test('the variants of a name are those that one edit makes, and no others', () => {
  const made = variantsOf('a-b1');
  for (const one of made) expect(oneEdit(one, 'a-b1'), one).toBeDefined();
  for (const one of ['a-1b', 'ab1', 'a-b', 'aa-b1', 'a-b11', 'x-b1', '-ab1'])
    expect(made.has(one), one).toBe(one !== '-ab1');
});
