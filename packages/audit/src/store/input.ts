import type { ScoreCvss } from '../cvss/score.ts';
import type { OsvRecord } from '../types.ts';

/** A record and which sources gave it, by position. */
export type SourcedRecord = { readonly record: OsvRecord; readonly from: readonly number[] };

export type CompileInput = {
  /** Each id once, in any order. */
  readonly records: readonly SourcedRecord[];
  /** Names of sources: `osv:PyPI`, `file:all.zip`. */
  readonly sources: readonly string[];
  /** Of exploitation: EPSS scores by CVE id, and CVE ids known to be exploited. */
  readonly epss?: ReadonlyMap<string, number>;
  readonly kev?: ReadonlySet<string>;
  readonly score: ScoreCvss;
};
