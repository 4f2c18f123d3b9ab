/** A normalised name without its separators: `scikit-learn` and `scikitlearn` are one. */
export const squash = (name: string): string => name.replaceAll('-', '');

/**
 * A name as PyPI compares it with those that are taken: without separators, `i` and `l` read as `1`, `o` as `0`
 * (warehouse, `ultranormalize_name`). PyPI registers no second name with the same form; other indexes do.
 */
export const ultranormal = (name: string): string =>
  squash(name).replaceAll('l', '1').replaceAll('i', '1').replaceAll('o', '0');
