import type { Severity } from '@custody/findings';
import type { StoredAdvisory } from '../types.ts';

/** How bad a flaw is, and who says so. `unrated`: nobody did; what that counts as is the policy's to say. */
export type Rating =
  | {
      readonly kind: 'cvss';
      readonly severity: Severity;
      readonly score: number;
      readonly vector: string;
      readonly version: '2.0' | '3.0' | '3.1' | '4.0';
    }
  | { readonly kind: 'word'; readonly severity: Severity; readonly word: string }
  | { readonly kind: 'unrated' };

/** Words that advisory databases use, lower case. "None" is still a published advisory, and so `low`. */
const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['minor', 'low'],
  ['negligible', 'low'],
  ['none', 'low'],
]);

/**
 * The word for a CVSS score: 3.x and 4.0, "Qualitative Severity Rating Scale"; 2.0 as NVD words it, which has no `critical`.
 * A score of 0 is `low`: someone thought it worth an advisory.
 */
export const severityOfScore = (score: number, version: '2.0' | '3.0' | '3.1' | '4.0'): Severity => {
  if (score >= 9 && version !== '2.0') return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'medium' : 'low';
};

/** Words of the record and of this package's entries, and those given as a severity of a type that is no CVSS. */
const wordsOf = ({ record }: StoredAdvisory): readonly string[] => [
  ...(record.severityWord === undefined ? [] : [record.severityWord]),
  ...record.affected.flatMap(({ severityWord }) => severityWord ?? []),
  ...[...record.severity, ...record.affected.flatMap(({ severity }) => severity)].flatMap(
    ({ type, score }) => (type.startsWith('CVSS') ? [] : [score]),
  ),
];

const RANK: Readonly<Record<Severity, number>> = { info: 0, low: 1, medium: 2, high: 3, critical: 4 };

/** Worse first; of two equally bad, a score says more than a word. */
export const compareRatings = (a: Rating, b: Rating): number => {
  if (a.kind === 'unrated' || b.kind === 'unrated')
    return Number(a.kind === 'unrated') - Number(b.kind === 'unrated');
  if (a.severity !== b.severity) return RANK[b.severity] - RANK[a.severity];
  if (a.kind === 'cvss' && b.kind === 'cvss') {
    return b.score - a.score || (a.vector < b.vector ? -1 : a.vector > b.vector ? 1 : 0);
  }
  return a.kind === b.kind ? 0 : a.kind === 'cvss' ? -1 : 1;
};

/** How bad one advisory says it is: its CVSS score before its database's word. */
export const rate = (advisory: StoredAdvisory): Rating => {
  const { cvss } = advisory;
  if (cvss !== undefined) {
    return { kind: 'cvss', severity: severityOfScore(cvss.score, cvss.version), ...cvss };
  }
  const rated = wordsOf(advisory).flatMap((word): Rating[] => {
    const severity = WORDS.get(word.toLowerCase());
    return severity === undefined ? [] : [{ kind: 'word', severity, word }];
  });
  return rated.sort(compareRatings)[0] ?? { kind: 'unrated' };
};

/** The worst that any of several records of one flaw says. */
export const worstRating = (advisories: readonly StoredAdvisory[]): Rating =>
  advisories.map(rate).sort(compareRatings)[0] ?? { kind: 'unrated' };
