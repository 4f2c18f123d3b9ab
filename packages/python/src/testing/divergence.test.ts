import { describe, expect, test } from 'vitest';
import { evaluateMarker } from '../marker/evaluate.ts';
import { parseMarker } from '../marker/parse.ts';
import { parseRequirement } from '../requirement/parse.ts';
import { contains } from '../specifier/contains.ts';
import { parseSpecifierSet } from '../specifier/parse.ts';
import { askPackaging, packagingMissing, type Question } from './packaging.ts';

/**
 * Where packaging 26.2 and the standards differ, we follow the standards. Each case says what the two answer, so that a
 * later packaging that mends it is noticed, and the differential tests can leave out no more than this.
 */
const ask = (question: Question): unknown => askPackaging([question])[0];

const ours = (specifiers: string, version: string): boolean => {
  const set = parseSpecifierSet(specifiers);
  if (set.kind !== 'ok') throw new Error(specifiers);
  return contains(set, version);
};

const evaluate = (text: string, environment: Parameters<typeof evaluateMarker>[1]) => {
  const marker = parseMarker(text);
  if (marker.kind === 'invalid') throw new Error(text);
  return evaluateMarker(marker, environment);
};

const ENVIRONMENT = {
  python_full_version: '3.11.7',
  os_name: 'posix',
  extra: 'foo-bar',
  sys_platform: 'os_name',
};

describe.skipIf(packagingMissing)('where packaging strays from the standards', () => {
  test.each([
    ['~=v1.0', '1.5'],
    ['~=1.0.c1', '1.5'],
    ['~=1.0.A1', '1.5'],
    ['~=1.0.pre1', '1.5'],
  ])('PEP 440: %s admits %s, whatever its spelling', (specifiers, version) => {
    expect(ask(['contains', specifiers, version, null])).toBe(false);
    expect(ours(specifiers, version)).toBe(true);
  });

  test('PEP 685: names of extras are normalised inside parentheses too', () => {
    const text = '(extra == "Foo_Bar" or os_name == "nt")';
    expect(ask(['marker', text, ENVIRONMENT])).toBe(false);
    expect(evaluate(text, ENVIRONMENT)).toEqual({ kind: 'ok', value: true });
  });

  test('PEP 508: a field on the right is a field, not a text; we leave it undefined', () => {
    expect(ask(['marker', 'sys_platform == os_name', ENVIRONMENT])).toBe(true);
    expect(evaluate('sys_platform == os_name', ENVIRONMENT)).toMatchObject({ kind: 'undefined' });
  });

  test.each([
    ['foo_', 'requirement-name', 1],
    ['foo[a_]', 'requirement-extras', 5],
    ['foo\n', 'requirement-end', 4],
    ['foo>=\n1.0', 'specifier-version', 6],
    ['foo; os_name == "\\x41"', 'marker-text', 18],
    ['foo @ a\nb', 'requirement-url', 8],
  ])('PEP 508 does not allow %j', (text, code, column) => {
    expect(ask(['requirement', text])).not.toBeNull();
    expect(parseRequirement(text)).toMatchObject({ kind: 'invalid', problems: [{ code, column }] });
  });

  test('PEP 508: a comma ends the text of ===', () => {
    const text = 'foo===a, >=2';
    expect(ask(['requirement', text])).toBeNull();
    expect(parseRequirement(text)).toMatchObject({
      kind: 'ok',
      target: { specifiers: { specifiers: { length: 2 } } },
    });
  });
});
