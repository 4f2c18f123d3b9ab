import { hasGlob, matchesPath } from './glob.ts';

/** Comparisons of patterns with paths, in bounded number: both are as many as a hostile tree likes. */
export type Matching = {
  /** Whether a pattern matches a path. True of everything once too much has been asked: nothing is said of it then. */
  readonly matches: (pattern: string, path: string) => boolean;
  readonly exhausted: () => boolean;
};

/** Steps of comparing: some seconds. Real repositories need a hundredth. */
const MOST = 300_000_000;

/** At most what comparing takes: a pattern goes over a path once for each of its letters, and braces stand for many patterns. */
const stepsOf = (pattern: string, path: string): number =>
  hasGlob(pattern)
    ? pattern.length * (path.length + 8) * (pattern.includes('{') ? 64 : 1)
    : pattern.length + 8;

/** Comparisons for one repository: `view.once(matchingOf)`. */
export const matchingOf = (): Matching => {
  let left = MOST;
  return {
    matches: (pattern, path) => {
      left -= stepsOf(pattern, path);
      return left < 0 || matchesPath(pattern, path);
    },
    exhausted: () => left < 0,
  };
};
