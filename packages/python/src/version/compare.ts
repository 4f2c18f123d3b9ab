import { compareNumbers } from './number.ts';
import type { LocalSegment, Version } from './types.ts';

const LETTER_RANK = { a: 0, b: 1, rc: 2 } as const;
const FINAL_RANK = 3;
const DEV_ONLY_RANK = -1;

/** A dev release of a final release stands before all its pre-releases, a final release after them. */
const preRank = (version: Version): number => {
  if (version.pre !== undefined) return LETTER_RANK[version.pre.letter];
  return version.dev !== undefined && version.post === undefined ? DEV_ONLY_RANK : FINAL_RANK;
};

/** Missing segments count as zero: 1 equals 1.0.0. */
export const compareReleases = (a: Version['release'], b: Version['release']): -1 | 0 | 1 => {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareNumbers(a[index] ?? 0, b[index] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
};

const compareSegments = (a: LocalSegment, b: LocalSegment): -1 | 0 | 1 => {
  if (typeof a === 'string') return typeof b !== 'string' ? -1 : a === b ? 0 : a < b ? -1 : 1;
  return typeof b === 'string' ? 1 : compareNumbers(a, b);
};

/** Words before numbers; of two labels where one begins the other, the shorter first; no label before any. */
const compareLocals = (a: Version['local'], b: Version['local']): -1 | 0 | 1 => {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  for (const [index, segment] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareSegments(segment, other);
    if (order !== 0) return order;
  }
  return a.length < b.length ? -1 : 0;
};

const comparePost = (a: Version['post'], b: Version['post']): -1 | 0 | 1 =>
  a === b ? 0 : a === undefined ? -1 : b === undefined ? 1 : compareNumbers(a, b);

const compareDev = (a: Version['dev'], b: Version['dev']): -1 | 0 | 1 =>
  a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : compareNumbers(a, b);

/** The order of everything but the local label. */
export const comparePublic = (a: Version, b: Version): -1 | 0 | 1 => {
  const order = compareNumbers(a.epoch, b.epoch) || compareReleases(a.release, b.release);
  if (order !== 0) return order;
  const rank = preRank(a) - preRank(b);
  if (rank !== 0) return rank < 0 ? -1 : 1;
  return (
    compareNumbers(a.pre?.number ?? 0, b.pre?.number ?? 0) ||
    comparePost(a.post, b.post) ||
    compareDev(a.dev, b.dev)
  );
};

/** The order of PEP 440, "Summary of permitted suffixes and relative ordering"; a comparator for `sort`. */
export const compareVersions = (a: Version, b: Version): -1 | 0 | 1 =>
  a === b ? 0 : comparePublic(a, b) || compareLocals(a.local, b.local);
