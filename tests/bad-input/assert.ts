import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Ran, STACK_TRACE } from '../cli/testing/custody.ts';

export const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** No stack trace, no warning of Node, no claim of a defect: one clear message or finding, whatever happened. */
export const expectPlain = ({ out, err }: Ran): void => {
  expect(err).not.toMatch(STACK_TRACE);
  expect(err).not.toMatch(/internal error|Warning:/);
  expect(out).not.toMatch(STACK_TRACE);
};

/** One line on standard error that names what it is about. */
export const expectOneError = (ran: Ran, about: RegExp): void => {
  expectPlain(ran);
  expect(ran.err).toMatch(about);
  const errors = ran.err.split('\n').filter((line) => line.startsWith('custody: '));
  expect(errors).toHaveLength(1);
};
