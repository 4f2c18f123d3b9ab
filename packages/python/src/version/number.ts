import type { VersionNumber } from './types.ts';

const SAFE_DIGITS = 15;

/** Reads ASCII digits, leading zeros allowed. */
export const readNumber = (digits: string): VersionNumber => {
  if (digits.length <= SAFE_DIGITS) return Number(digits);
  const big = BigInt(digits);
  return big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
};

/** One more, in the right type. */
export const nextNumber = (value: VersionNumber): VersionNumber =>
  typeof value === 'number' && value < Number.MAX_SAFE_INTEGER ? value + 1 : BigInt(value) + 1n;

/** Exact although a `number` may meet a `bigint`: JavaScript compares the two by value. */
export const compareNumbers = (a: VersionNumber, b: VersionNumber): -1 | 0 | 1 =>
  a === b ? 0 : a < b ? -1 : 1;
