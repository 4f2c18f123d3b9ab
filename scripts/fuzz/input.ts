import { seeded } from '@custody/testkit';
import type { FuzzTarget } from './types.ts';

/** Input number `index` of a target: the same for the same seed, whatever ran before and in whichever thread. */
export const inputOf = (target: FuzzTarget, seed: number, index: number): Uint8Array => {
  let mixed = seed ^ Math.imul(index + 1, 0x9e37_79b1);
  for (const letter of target.name) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x0100_0193);
  return target.input(seeded(mixed));
};
