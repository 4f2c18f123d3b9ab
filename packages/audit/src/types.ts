/** Which way an OSV range counts versions. `GIT` ranges name commits and say nothing of released versions. */
export type OsvRangeType = 'ECOSYSTEM' | 'SEMVER' | 'GIT';

/** OSV 1.7.5, `affected[].ranges[].events[]`: one change of state along a range. Not sorted: the evaluator sorts. */
export type OsvEvent = {
  readonly kind: 'introduced' | 'fixed' | 'last_affected' | 'limit';
  /** As written: a version, a commit, or `0` (before everything) for `introduced`, `*` for `limit`. */
  readonly value: string;
};

export type OsvRange = {
  readonly type: OsvRangeType;
  /** Of a `GIT` range. */
  readonly repo?: string;
  readonly events: readonly OsvEvent[];
};

/** OSV 1.7.5, `severity[]`: a vector (CVSS) or a word (`Ubuntu`), unchecked. */
export type OsvSeverity = { readonly type: string; readonly score: string };

/** OSV 1.7.5, `affected[]`: one package that the flaw touches. */
export type OsvAffected = {
  /** As written, `PyPI`, `crates.io`, `Alpine:v3.20`. Absent where only a repository is named. */
  readonly ecosystem?: string;
  /** Normalised where the ecosystem says how (PEP 503 for PyPI). */
  readonly name?: string;
  readonly purl?: string;
  readonly ranges: readonly OsvRange[];
  /** Enumerated versions, as written. */
  readonly versions: readonly string[];
  /** Overrides the record's own for this package. */
  readonly severity: readonly OsvSeverity[];
  /** `ecosystem_specific` and `database_specific`, where a consumer of ours reads them: words of severity, symbols, file names. */
  readonly severityWord?: string;
  /**
   * JSON Pointers to ranges and version lists that could not be read in full. Where there are any, "not affected" must not be
   * concluded from this entry: it is unknown.
   */
  readonly unreadable?: readonly string[];
};

/** One OSV record, read strictly. Data that could not be understood is in `problems` of its reading, never guessed. */
export type OsvRecord = {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly modified: string;
  readonly published?: string;
  readonly withdrawn?: string;
  /** The same flaw under other names: symmetric and transitive. */
  readonly aliases: readonly string[];
  /** Flaws of something upstream that this one comes from: transitive, not symmetric. */
  readonly upstream: readonly string[];
  /** Other flaws of interest: symmetric, not transitive. */
  readonly related: readonly string[];
  readonly summary?: string;
  readonly details?: string;
  readonly severity: readonly OsvSeverity[];
  /** `database_specific.severity` of the record, a word such as `HIGH`. */
  readonly severityWord?: string;
  readonly affected: readonly OsvAffected[];
  readonly references: readonly { readonly type: string; readonly url: string }[];
  /** CWE names, where the database gives them. */
  readonly weaknesses: readonly string[];
};

/**
 * What a store answers for one package: the record cut down to this package's `affected` entries, with what the store
 * worked out when it was compiled.
 */
export type StoredAdvisory = {
  /** `details`, `references` and `weaknesses` are read from the store when they are first asked for: while it is open. */
  readonly record: OsvRecord;
  /** Every id of the same flaw, the record's own included: the transitive closure of aliases over the whole store. Sorted. */
  readonly flaw: readonly string[];
  /** The worst valid CVSS vector, scored when the store was compiled. Absent: no vector, or none valid. */
  readonly cvss?: {
    readonly vector: string;
    readonly score: number;
    readonly version: '2.0' | '3.0' | '3.1' | '4.0';
  };
  /** Exploitation likelihood (EPSS, 0..1) and CISA's list of known exploited ones, where the store was given them. */
  readonly epss?: number;
  readonly knownExploited?: boolean;
};

/** What is known of the store itself; every report carries it. */
export type StoreStatus = {
  /** SHA-256 over the compiled content, lower-case hex. */
  readonly digest: string;
  /** Records per ecosystem, by name. */
  readonly counts: readonly { readonly ecosystem: string; readonly records: number }[];
  /** The newest `modified` of any record, RFC 3339. */
  readonly newest: string;
  /** When the sources were last read, RFC 3339. */
  readonly synced: string;
  readonly sources: readonly { readonly name: string; readonly digest: string; readonly records: number }[];
};

/** An advisory store opened for reading. Reads only what it is asked for. */
export type AdvisoryStore = {
  readonly status: StoreStatus;
  /** Advisories that name this package, by id. `name` is normalised as the ecosystem says. */
  readonly find: (ecosystem: string, name: string) => readonly StoredAdvisory[];
  readonly close: () => void;
};
