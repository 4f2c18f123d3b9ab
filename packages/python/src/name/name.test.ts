import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNamePart, isNormalizedName, normalizeName } from './normalize.ts';
import { isValidName, parseName } from './valid.ts';

const name = fc.string({
  unit: fc.constantFrom('a', 'Z', '0', '9', '-', '_', '.', 'é', ' ', '\n', '\u212a'),
  maxLength: 12,
});

describe('normalizeName', () => {
  test.each([
    ['friendly-bard', 'friendly-bard'],
    ['Friendly-Bard', 'friendly-bard'],
    ['FRIENDLY.BARD', 'friendly-bard'],
    ['friendly--bard', 'friendly-bard'],
    ['FrIeNdLy-._.-bArD', 'friendly-bard'],
    ['a', 'a'],
    ['A_1', 'a-1'],
  ])('writes %j as %s', (text, expected) => {
    expect(normalizeName(text)).toBe(expected);
    expect(isValidName(text)).toBe(true);
    expect(parseName(text)).toBe(expected);
  });

  test('does not turn KELVIN SIGN into k', () => {
    expect(normalizeName('\u212aivy')).not.toBe('kivy');
    expect(parseName('\u212aivy')).toBeUndefined();
  });
});

test.each([
  '',
  '-a',
  'a-',
  '.a',
  'a.',
  '_a',
  'a_',
  'a b',
  ' a',
  'a\n',
  'a/b',
  'é',
  'aé',
  '\uff41',
  'a+b',
  'a\u0000',
])('refuses %j as a name', (text) => {
  expect(isValidName(text)).toBe(false);
  expect(parseName(text)).toBeUndefined();
});

test.each(['A', 'a.b', 'a_b', 'a--b', '-a', 'a-', '', 'a b', 'a\n'])('%j is not normalised', (text) => {
  expect(isNormalizedName(text)).toBe(false);
});

test('a text is normalised exactly when it is a valid name that normalising leaves alone', () => {
  fc.assert(
    fc.property(name, (text) => {
      expect(isNormalizedName(text)).toBe(isValidName(text) && normalizeName(text) === text);
      const parsed = parseName(text);
      if (parsed !== undefined) {
        expect(isNormalizedName(parsed)).toBe(true);
        expect(normalizeName(fileNamePart(parsed))).toBe(parsed);
        expect(fileNamePart(parsed)).not.toContain('-');
      }
    }),
    { numRuns: 3000 },
  );
});

test('stays linear on hostile names', () => {
  const started = performance.now();
  for (const text of ['-'.repeat(1_000_000), 'a-'.repeat(500_000), `${'a'.repeat(1_000_000)}-`]) {
    isValidName(text);
    isNormalizedName(text);
    normalizeName(text);
  }
  expect(performance.now() - started).toBeLessThan(15_000);
});
