/** The next of a row of numbers from 0 to 2³² − 1 that looks random and is the same in every run. */
export const nextRandom = (state: number): number => (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;

/** A number below `limit` from the higher bits, which are the better ones. */
export const below = (state: number, limit: number): number => Math.floor((state / 2 ** 32) * limit);
