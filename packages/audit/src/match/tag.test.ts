import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTags, parseTag } from './tag.ts';

const shown = (text: string): string | undefined => {
  const tag = parseTag(text);
  return tag === undefined ? undefined : `${tag.numbers.join('.')}${tag.suffix}${tag.early ? ' early' : ''}`;
};

const order = (a: string, b: string): number => {
  const [left, right] = [parseTag(a), parseTag(b)];
  if (left === undefined || right === undefined) throw new Error(`${a} or ${b} is no tag`);
  return Math.sign(compareTags(left, right));
};

describe('a tag of an upstream project', () => {
  test.each([
    ['1.2.3', '1.2.3'],
    ['v1.2.13', '1.2.13'],
    ['openssl-3.0.8', '3.0.8'],
    ['OpenSSL_1_1_1w', '1.1.1w'],
    ['1.1.1w', '1.1.1w'],
    ['VER-2-13-2', '2.13.2'],
    ['curl-7_77_0', '7.77'],
    ['hdf5-1_12_0', '1.12'],
    ['pcre2-10.43', '10.43'],
    ['pcre2-10.43-RC1', '10.43rc1 early'],
    ['bzip2-1.0.8', '1.0.8'],
    ['lcms2.12', '2.12'],
    ['n4.4', '4.4'],
    ['v3.0.0-alpha1', '3alpha1 early'],
    ['release', undefined],
    ['', undefined],
  ])('%s is %s', (text, expected) => expect(shown(text)).toBe(expected));

  test('is ordered by its numbers, early ones first, letters after', () => {
    expect(order('v1.10.0', 'v1.9.9')).toBe(1);
    expect(order('openssl-3.0.0-alpha1', 'openssl-3.0.0')).toBe(-1);
    expect(order('1.1.1w', 'OpenSSL_1_1_1v')).toBe(1);
    expect(order('1.1.1', '1.1.1a')).toBe(-1);
    expect(order('1.5', 'v1.5.0')).toBe(0);
  });

  test('of any text is read in bounded time, and the order is one', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 120 }),
      fc.stringMatching(/^v?[0-9]{1,3}([._-][0-9]{1,3}){0,4}(rc[0-9])?$/),
    );
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const tags = [a, b, c].flatMap((one) => parseTag(one) ?? []);
        const [x, y, z] = tags;
        if (x === undefined || y === undefined || z === undefined) return;
        expect(Math.sign(compareTags(x, y))).toBe(-Math.sign(compareTags(y, x)) || 0);
        if (compareTags(x, y) <= 0 && compareTags(y, z) <= 0)
          expect(compareTags(x, z)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
