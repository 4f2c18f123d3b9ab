import { expect, test } from 'vitest';
import { seeded } from '../testing/random.ts';
import { anyVersion } from '../testing/versions.ts';
import { compareVersions } from './compare.ts';
import { parseVersion } from './parse.ts';
import type { Version } from './types.ts';

/** Each line is less than the next; on one line, all are equal. */
const LADDER = `
0.dev0
0 0.0 00.0.0 0.0.0.0.0
0.0.1
1.dev0 1.0.dev 1.0dev0
1.dev456
1a.dev1 1.0a0.dev1
1a1.dev0
1a1.dev456
1a1 1.0alpha1 1-A.1
1a1+local
1a1.post0.dev1
1a1.post0 1a1-0
1a12.dev456
1a12
1b1.dev456
1b2
1b2.post345.dev456
1b2.post345
1rc1.dev456
1rc1 1c1 1pre1 1.0.0preview1
1rc9007199254740992
1rc9007199254740993
1 1.0 v1 0!1 1.0.0.0
1+a 1.0+A
1+abc
1+abc.5
1+abc.7
1+b
1+0 1+00
1+5
1+5.0
1+10
1+9007199254740991
1+9007199254740992
1+9007199254740993
1.post0.dev0
1.post0.dev456
1.post0 1-0 1r 1.0.rev
1.post1 1.0-1
1.0.1.dev1
1.0.15
1.1.dev1
1.1
1.9007199254740991
1.9007199254740992
1.9007199254740993.dev1
1.9007199254740993
1.18446744073709551616
2
10
1!0.dev0
1!1
2!0
9007199254740993!0
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const parse = (text: string): Version => {
  const version = parseVersion(text);
  if (version === undefined) throw new Error(text);
  return version;
};

test('every step of the ladder is less than all above it and equal to its own spellings', () => {
  for (const [low, texts] of LADDER.entries()) {
    for (const [high, others] of LADDER.entries()) {
      const expected = Math.sign(low - high);
      for (const a of texts)
        for (const b of others) expect(compareVersions(parse(a), parse(b)), `${a} ? ${b}`).toBe(expected);
    }
  }
});

test('a local segment that only looks like a number is a word', () => {
  expect(compareVersions(parse('1+7e10'), parse('1+8'))).toBe(-1);
  expect(compareVersions(parse('1+7e10'), parse('1+a'))).toBe(-1);
  expect(compareVersions(parse('1+0x9'), parse('1+1'))).toBe(-1);
});

test('is a total order: antisymmetric and transitive over thousands of triples', () => {
  const random = seeded(7);
  for (let run = 0; run < 5000; run += 1) {
    const [a, b, c] = [parse(anyVersion(random)), parse(anyVersion(random)), parse(anyVersion(random))];
    expect(compareVersions(a, b) + compareVersions(b, a)).toBe(0);
    if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
      expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
  }
});
