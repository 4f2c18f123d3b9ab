/** A SemVer 2.0 version. Numbers stay text: they may be longer than any number type, and have no leading zeros. */
export type SemVer = {
  readonly core: readonly [string, string, string];
  /** Empty: a release. */
  readonly pre: readonly string[];
};

/** Longer texts are no versions. */
const LONGEST = 256;

// SemVer 2.0.0, "Backus–Naur Form Grammar": no leading zeros, no `v`, build metadata allowed and without order.
const NUMBER = '(?:0|[1-9][0-9]*)';
const PRE = `(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
const SEMVER = new RegExp(
  `^(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})(?:-(${PRE}(?:\\.${PRE})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);
const DIGITS = /^[0-9]+$/;

/** Reads a version strictly. @returns undefined where it is no SemVer 2.0 version. */
export const parseSemVer = (text: string): SemVer | undefined => {
  if (text.length > LONGEST) return undefined;
  const [, major, minor, patch, pre] = SEMVER.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return { core: [major, minor, patch], pre: pre === undefined ? [] : pre.split('.') };
};

/** Numbers without leading zeros: the longer is the greater, and of one length their texts decide. */
const compareDigits = (a: string, b: string): number => a.length - b.length || (a === b ? 0 : a < b ? -1 : 1);

/** Numbers before words, words by ASCII (SemVer 2.0.0, clause 11.4). */
const compareIdentifiers = (a: string, b: string): number => {
  const numeric = DIGITS.test(a);
  if (numeric !== DIGITS.test(b)) return numeric ? -1 : 1;
  return numeric ? compareDigits(a, b) : a === b ? 0 : a < b ? -1 : 1;
};

/** Precedence (SemVer 2.0.0, clause 11): a pre-release stands before its release; build metadata takes no part. */
export const compareSemVer = (a: SemVer, b: SemVer): number => {
  for (const index of [0, 1, 2] as const) {
    const order = compareDigits(a.core[index], b.core[index]);
    if (order !== 0) return order;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (const [index, identifier] of a.pre.entries()) {
    const other = b.pre[index];
    if (other === undefined) return 1;
    const order = compareIdentifiers(identifier, other);
    if (order !== 0) return order;
  }
  return a.pre.length < b.pre.length ? -1 : 0;
};
