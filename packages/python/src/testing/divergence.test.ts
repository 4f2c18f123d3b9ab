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

const SPELLINGS = ['~=v1.0', '~=1.0.c1', '~=1.0.A1', '~=1.0.pre1'] as const;
const NESTED_EXTRA = '(extra == "Foo_Bar" or os_name == "nt")';
const TWO_FIELDS = 'sys_platform == os_name';
const COMMA = 'foo===a, >=2';
const REFUSED = [
  ['foo_', 'requirement-name', 1],
  ['foo[a_]', 'requirement-extras', 5],
  ['foo\n', 'requirement-end', 4],
  ['foo>=\n1.0', 'specifier-version', 6],
  ['foo; os_name == "\\x41"', 'marker-text', 18],
  ['foo @ a\nb', 'requirement-url', 8],
] as const;

/** All in one process: starting Python costs more than all the answers. */
const QUESTIONS: readonly Question[] = [
  ...SPELLINGS.map((text) => ['contains', text, '1.5', null] as const),
  ['marker', NESTED_EXTRA, ENVIRONMENT],
  ['marker', TWO_FIELDS, ENVIRONMENT],
  ...[COMMA, ...REFUSED.map(([text]) => text)].map((text) => ['requirement', text] as const),
];
const answers = packagingMissing ? [] : askPackaging(QUESTIONS);
const theirs = new Map(QUESTIONS.map((question, index) => [question[1], answers[index]]));

describe.skipIf(packagingMissing)('where packaging strays from the standards', () => {
  test.each(SPELLINGS)('PEP 440: %s admits 1.5, whatever its spelling', (text) => {
    expect(theirs.get(text)).toBe(false);
    expect(ours(text, '1.5')).toBe(true);
  });

  test('PEP 685: names of extras are normalised inside parentheses too', () => {
    expect(theirs.get(NESTED_EXTRA)).toBe(false);
    expect(evaluate(NESTED_EXTRA, ENVIRONMENT)).toEqual({ kind: 'ok', value: true });
  });

  test('PEP 508: a field on the right is a field, not a text; we leave it undefined', () => {
    expect(theirs.get(TWO_FIELDS)).toBe(true);
    expect(evaluate(TWO_FIELDS, ENVIRONMENT)).toMatchObject({ kind: 'undefined' });
  });

  test.each(REFUSED)('PEP 508 does not allow %j', (text, code, column) => {
    expect(theirs.get(text)).toEqual(expect.any(Array));
    expect(parseRequirement(text)).toMatchObject({ kind: 'invalid', problems: [{ code, column }] });
  });

  test('PEP 508: a comma ends the text of ===', () => {
    expect(theirs.get(COMMA)).toBeNull();
    expect(parseRequirement(COMMA)).toMatchObject({
      kind: 'ok',
      target: { specifiers: { specifiers: { length: 2 } } },
    });
  });
});
