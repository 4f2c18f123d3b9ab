import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixedEnvironment } from '../environment/environment.ts';
import { fixedClock, systemClock } from './clock.ts';
import { clockFor, parseSourceDateEpoch } from './epoch.ts';

describe('SOURCE_DATE_EPOCH', () => {
  test('is any whole number of seconds up to the year 9999', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 253_402_300_799 }),
        (seconds) => parseSourceDateEpoch(String(seconds)) === seconds,
      ),
    );
    expect(parseSourceDateEpoch('253402300799')).toBe(253_402_300_799);
  });

  test.each([
    '',
    ' ',
    '-1',
    '+1',
    '1.0',
    '1e3',
    '0x10',
    '01',
    ' 1',
    '1\n',
    '١',
    '253402300800',
    '9'.repeat(1000),
    'NaN',
    'now',
  ])('that is %j is an error, not today', (text) => {
    expect(() => parseSourceDateEpoch(text)).toThrow(expect.objectContaining({ code: 'bad-environment' }));
    expect(() => clockFor(fixedEnvironment({ SOURCE_DATE_EPOCH: text }))).toThrow('SOURCE_DATE_EPOCH');
  });

  test('stops the clock, but not the measuring of durations', () => {
    const clock = clockFor(fixedEnvironment({ SOURCE_DATE_EPOCH: '86400' }), {
      now: () => 5,
      elapsed: () => 7,
    });
    expect([clock.now(), clock.elapsed()]).toEqual([86_400_000, 7]);
    expect(clockFor(fixedEnvironment()).now).toBe(systemClock.now);
  });
});

describe('a fixed clock', () => {
  test('stands at its moment', () => {
    expect(fixedClock('2026-01-31T12:00:00Z').now()).toBe(Date.UTC(2026, 0, 31, 12));
  });

  test.each([
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-01-31T12:00:00+01:00',
    '2026-13-01T00:00:00Z',
    'yesterday',
  ])('at %j is refused', (iso) => {
    expect(() => fixedClock(iso)).toThrow(expect.objectContaining({ code: 'bad-environment' }));
  });
});
