import type { Assessment, Requirement } from './types.ts';

/** The level that requirements amount to: never one of which something is not shown. */
export const assess = (
  track: Assessment['track'],
  highest: number,
  requirements: readonly Requirement[],
): Assessment => {
  let level = 0;
  while (
    level < highest &&
    requirements.every(
      (one) => one.level !== level + 1 || one.verdict === 'met' || one.verdict === 'declared',
    )
  )
    level += 1;
  return { track, level, requirements };
};
