/** Blocks come in classes of 16, 24, 32, 48, 64 … words: a power of two or one and a half of it, so that at most a third is wasted. */
export const CLASSES = 48;

export const classWords = (size: number): number => (size % 2 === 0 ? 16 << (size >> 1) : 24 << (size >> 1));

/** The smallest class that holds `words`; CLASSES or more where none does. */
export const classFor = (words: number): number => {
  if (words <= 16) return 0;
  const power = 31 - Math.clz32(words - 1);
  const half = 3 << (power - 1);
  return (power - 4) * 2 + (words <= half ? 1 : 2);
};
