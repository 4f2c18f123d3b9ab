import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRpm, parseRpm } from './rpm.ts';

const order = (a: string, b: string): number => {
  const [left, right] = [parseRpm(a), parseRpm(b)];
  if (left === undefined || right === undefined) throw new Error(`${a} or ${b} is no RPM version`);
  return Math.sign(compareRpm(left, right));
};

describe("RPM's order of versions", () => {
  // The cases of RPM's own test suite for comparing versions (rpmvercmp.at), in our words.
  test.each([
    ['1.0', '1.0', 0],
    ['1.0', '2.0', -1],
    ['2.0.1', '2.0', 1],
    ['2.0.1a', '2.0.1', 1],
    ['5.5p1', '5.5p2', -1],
    ['5.5p10', '5.5p1', 1],
    ['10xyz', '10.1xyz', -1],
    ['xyz10', 'xyz10.1', -1],
    ['xyz.4', '8', -1],
    ['xyz.4', '2', -1],
    ['10.0001', '10.1', 0],
    ['10.0001', '10.0039', -1],
    ['4.999.9', '5.0', -1],
    ['20101121', '20101122', -1],
    ['2_0', '2.0', 0],
    ['1.0~rc1', '1.0', -1],
    ['1.0~rc1', '1.0~rc2', -1],
    ['1.0~rc1~git123', '1.0~rc1', -1],
    ['1.0^', '1.0', 1],
    ['1.0^git1', '1.0^git2', -1],
    ['1.0^git1', '1.01', -1],
    ['1.0^20160101', '1.0.1', -1],
    ['1.0~rc1^git1', '1.0~rc1', 1],
    ['1:1.0', '2.0', 1],
    ['1.0.9-3.el8', '1.0.9-4.el8', -1],
    ['3.0.7-27.el9', '3.0.7-6.el9_2', 1],
  ])('%s against %s: %i', (a, b, expected) => {
    expect(order(a, b)).toBe(expected);
    expect(order(b, a)).toBe(expected === 0 ? 0 : -expected);
  });

  test('does not read what is none', () => {
    for (const text of ['', 'a b', '1-2-3', ':1', '1:', 'é']) expect(parseRpm(text)).toBeUndefined();
  });

  test('is one order', () => {
    const version = fc.stringMatching(/^[0-9a-c.~^]{1,8}$/);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        if (order(a, b) <= 0 && order(b, c) <= 0) expect(order(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
