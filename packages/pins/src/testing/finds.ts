import { expect } from 'vitest';
import type { PinRule } from '../rules/rule.ts';
import { type Seen, seen, type SeenOptions } from './seen.ts';

/** Judges a marked text by one rule, which has to find what the marks stand around and nothing else. */
export const finds = (rule: PinRule, text: string, options?: SeenOptions): Seen => {
  const result = seen(rule, text, options);
  expect(result.places).toEqual(result.expected);
  return result;
};

/** A workflow of one job with these lines as its steps; `job` and `top` are lines before them. */
export const steps = (
  lines: readonly string[],
  job: readonly string[] = [],
  top: readonly string[] = [],
): string =>
  [
    ...top,
    'jobs:',
    '  a:',
    ...job.map((line) => `    ${line}`),
    '    steps:',
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n');
