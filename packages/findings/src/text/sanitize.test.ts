import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitize } from './sanitize.ts';
import { shorten } from './shorten.ts';

describe('sanitize', () => {
  test.each([
    ['\u001b[31mred', '\\x1b[31mred'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['evil\u202egpj.exe', 'evil\\u202egpj.exe'],
    ['\u0085\u2028\u2029', '\\x85\\u2028\\u2029'],
    ['a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['\ud800x', '\\ud800x'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u3164', '\\u3164'],
    ['Größe 日本 😀 C:\\x', 'Größe 日本 😀 C:\\x'],
  ])('shows %j as %j', (text, shown) => {
    expect(sanitize(text)).toBe(shown);
  });

  test('leaves nothing invisible and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = sanitize(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(sanitize(shown)).toBe(shown);
      }),
      { numRuns: 300 },
    );
  });
});

describe('shorten', () => {
  test('says how much is missing and never cuts a pair', () => {
    expect(shorten('abcdef', 6)).toBe('abcdef');
    expect(shorten('abcdefg', 4)).toBe('abcd… (3 more characters)');
    expect(shorten('abc😀efg', 4)).toBe('abc… (5 more characters)');
  });
});
