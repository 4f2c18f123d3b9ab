import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../testing/random.ts';
import { anyVersion } from '../testing/versions.ts';
import { MAX_VERSION_LENGTH, parseVersion } from './parse.ts';
import { canonicalVersion, isCanonicalVersion, versionKey, versionText } from './text.ts';

describe('canonicalVersion', () => {
  test.each([
    ['1.0', '1.0'],
    ['v1.0', '1.0'],
    ['V1.0', '1.0'],
    [' \t1.0\n', '1.0'],
    ['\u00851.0\u2003', '1.0'],
    ['\u001c1.0\u001f', '1.0'],
    ['01.002.0003', '1.2.3'],
    ['0!1.0', '1.0'],
    ['01!1.0', '1!1.0'],
    ['1.0a', '1.0a0'],
    ['1.0.a.', '1.0a0'],
    ['1.0-alpha_1', '1.0a1'],
    ['1.0ALPHA1', '1.0a1'],
    ['1.0beta', '1.0b0'],
    ['1.0c1', '1.0rc1'],
    ['1.0pre1', '1.0rc1'],
    ['1.0-preview-1', '1.0rc1'],
    ['1.0-1', '1.0.post1'],
    ['1.0-0', '1.0.post0'],
    ['1.0r', '1.0.post0'],
    ['1.0rev3', '1.0.post3'],
    ['1.0post-', '1.0.post0'],
    ['1.0a-1-1', '1.0a1.post1'],
    ['1.0a--1', '1.0a0.post1'],
    ['1.0dev', '1.0.dev0'],
    ['1.0-DEV_5', '1.0.dev5'],
    ['1.0a1.post2.dev3', '1.0a1.post2.dev3'],
    ['1.0+Ubuntu-1_x', '1.0+ubuntu.1.x'],
    ['1.0+001', '1.0+1'],
    ['1.0+7e10', '1.0+7e10'],
    ['1.0+0x10', '1.0+0x10'],
    ['9007199254740993', '9007199254740993'],
    ['9007199254740991', '9007199254740991'],
    ['000000000000000000000007', '7'],
    [
      '1.123456789012345678901234567890rc99999999999999999999',
      '1.123456789012345678901234567890rc99999999999999999999',
    ],
    ['20240101123456789.0', '20240101123456789.0'],
  ])('writes %j as %s', (text, expected) => {
    expect(canonicalVersion(text)).toBe(expected);
  });

  test.each([
    '',
    ' ',
    'v',
    'vv1',
    'v 1',
    '1.',
    '.1',
    '1..2',
    '1.0.*',
    '1.*',
    'a1',
    '1.0x',
    '1.0a1b1',
    '1.0+',
    '1.0+a..b',
    '1.0+a.',
    '1.0+_a',
    '1.0++a',
    '1.0+a+b',
    '1!',
    '!1',
    '1!2!3',
    '-1',
    '+1',
    '1.0_1',
    '1.0.1-',
    '1.0--1',
    '1.0dev1post1',
    '1.0post1a1',
    '1 .0',
    '1.0 a1',
    '1e5',
    '0x1',
    '1.0\u0661',
    '\u0661.0',
    '\uff11.0',
    '1.0po\u017ft1',
    '1.0+\u212a',
    '1.0+\u00fc',
    '\ufeff1.0',
    '1.0\u200b',
    '1.0\u0000',
    'latest',
    '1.0-',
    '1,0',
    '==1.0',
    'None',
    'NaN',
    'Infinity',
  ])('refuses %j', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  test('refuses what is too long to be meant, quickly', () => {
    expect(parseVersion('1'.repeat(MAX_VERSION_LENGTH))).toBeDefined();
    expect(parseVersion('1'.repeat(MAX_VERSION_LENGTH + 1))).toBeUndefined();
    expect(parseVersion(' '.repeat(10_000_000))).toBeUndefined();
    const started = performance.now();
    for (const filling of ['1', '.1', '1.', ' ', '\u0085', '1a', '+a', '-1', '1!', 'a.']) {
      parseVersion(`1${filling.repeat(2000)}x`.slice(0, MAX_VERSION_LENGTH));
      parseVersion(`${filling.repeat(2000)}?`.slice(0, MAX_VERSION_LENGTH));
    }
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

test('400 frozen answers of packaging, of clean and damaged texts', () => {
  const frozen = readFileSync(new URL('fixtures/versions.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  expect(frozen).toHaveLength(400);
  for (const line of frozen) {
    const [text, expected] = JSON.parse(line) as readonly [string, string | null];
    expect(canonicalVersion(text) ?? null, line).toBe(expected);
  }
});

test('the normal form is a fixed point, and means the same version', () => {
  const random = seeded(1);
  for (const text of random.list(5000, () => anyVersion(random))) {
    const version = parseVersion(text);
    const canonical = canonicalVersion(text) ?? '';
    expect(isCanonicalVersion(canonical), text).toBe(true);
    expect(parseVersion(canonical)).toEqual(version);
  }
});

test('any text gives a version or undefined, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const version = parseVersion(text);
      if (version !== undefined) expect(parseVersion(versionText(version))).toEqual(version);
    }),
    { numRuns: 500 },
  );
});

test('the key leaves out trailing zeros of the release, and only those', () => {
  const key = (text: string) => {
    const version = parseVersion(text);
    return version === undefined ? undefined : versionKey(version);
  };
  expect(key('1.4.0.0')).toBe('1.4');
  expect(key('0.0')).toBe('0');
  expect(key('1!1.0.0a0.post0+0')).toBe('1!1a0.post0+0');
  expect(key('10.100')).toBe('10.100');
});

test('digits and dots are read from their characters as the grammar reads them', () => {
  const unit = fc.constantFrom(
    '0',
    '00',
    '1',
    '12',
    '.',
    '.',
    '.',
    '123456789012345',
    '1234567890123456',
    'a',
    '+',
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 7 }), (parts) => {
      const text = parts.join('');
      // White space around means nothing, and leaves the text to the grammar.
      expect(parseVersion(text)).toEqual(parseVersion(` ${text}`));
      expect(canonicalVersion(text)).toBe(canonicalVersion(` ${text}`));
    }),
    { numRuns: 5000, examples: [[['1', '.', '123456789012345']], [['00', '.', '0']], [['1', '.']], [[]]] },
  );
});
