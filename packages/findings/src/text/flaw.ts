import type { AdvisoryFact } from '../types.ts';

const SINCE: Readonly<Record<NonNullable<AdvisoryFact['since']>, string>> = {
  before: 'known before',
  database: 'new in the database',
  dependencies: 'new with the dependencies',
};

/** What there is to say of a flaw besides its names, in phrases: `CVSS 8.1`, `fixed in 2.0`, `known to be exploited`. */
export const flawFacts = (flaw: AdvisoryFact): readonly string[] => [
  ...(flaw.cvss === undefined ? [] : [`CVSS ${flaw.cvss.score.toFixed(1)}`]),
  ...(flaw.unrated === true ? ['unrated'] : []),
  flaw.fixed.length === 0 ? 'no fix known' : `fixed in ${flaw.fixed.join(', ')}`,
  ...(flaw.knownExploited === true ? ['known to be exploited'] : []),
  ...(flaw.epss === undefined ? [] : [`EPSS ${(flaw.epss * 100).toFixed(1)} %`]),
  ...(flaw.since === undefined ? [] : [SINCE[flaw.since]]),
];
