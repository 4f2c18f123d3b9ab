import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { fixedEnvironment } from '../environment/environment.ts';
import { cpuCount } from './size.ts';

test('without CUSTODY_JOBS it is what the system says', () => {
  expect(cpuCount(fixedEnvironment())).toBe(availableParallelism());
});

test.each([
  ['1', 1],
  ['1024', 1024],
])('CUSTODY_JOBS=%s is taken', (text, jobs) => {
  expect(cpuCount(fixedEnvironment({ CUSTODY_JOBS: text }))).toBe(jobs);
});

test.each(['', '0', '-1', '1.5', '1025', 'many', '2 '])('CUSTODY_JOBS=%j is an error', (text) => {
  expect(() => cpuCount(fixedEnvironment({ CUSTODY_JOBS: text }))).toThrow(
    expect.objectContaining({ code: 'bad-environment' }),
  );
});
