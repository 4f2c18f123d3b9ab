import { type Random, uint } from '@custody/testkit';

/** Numbers at which parsers tend to err: nothing, one, signs, limits of every width. */
const EDGES: readonly [bigint, ...bigint[]] = [
  0n,
  1n,
  2n,
  0x7fn,
  0x80n,
  0xffn,
  0x100n,
  0x7fffn,
  0x8000n,
  0xfffen,
  0xffffn,
  0x1_0000n,
  0x7fff_ffffn,
  0x8000_0000n,
  0xffff_fffen,
  0xffff_ffffn,
  0x1_0000_0000n,
  0x1f_ffff_ffff_ffffn,
  0x20_0000_0000_0000n,
  0x7fff_ffff_ffff_ffffn,
  0xffff_ffff_ffff_ffffn,
];

/** A number to lie with: an edge, or one close to `near` (an offset, a size, a count). */
export const oddNumber = (random: Random, near: number): bigint => {
  if (random.chance(0.6)) return random.pick(EDGES);
  const lie = BigInt(Math.max(0, Math.trunc(near))) + BigInt(random.below(9)) - 4n;
  return lie < 0n ? 0n : lie;
};

/** An odd number as bytes of a random width and order. */
export const oddField = (random: Random, near: number): Uint8Array =>
  uint(random.pick([1, 2, 4, 4, 8]), oddNumber(random, near), random.chance(0.8) ? 'little' : 'big');
