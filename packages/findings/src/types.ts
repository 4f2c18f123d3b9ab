/** How bad it is if the rule does not hold. `info` never reaches a threshold. */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** How sure the rule is that what it reports is real. */
export type Confidence = 'low' | 'medium' | 'high';

/**
 * Who demands it: PyPI refuses the upload today, PyPI accepts it but mails a warning, a published standard says so,
 * or custody asks for it because of a known attack or failure.
 */
export type RuleSource = 'pypi-rejects' | 'pypi-warns' | 'standard' | 'custody';

/** `area/kebab-name`: never reused, and equal to the SARIF ruleId. */
export type RuleId = `${string}/${string}`;

/** One thing that must hold. */
export type Rule = {
  readonly id: RuleId;
  /** What must hold, as one short sentence without a full stop: "Entry names are unique". */
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Strongest first. */
  readonly sources: readonly [RuleSource, ...RuleSource[]];
  /** The clause that demands it: "PEP 427, The .dist-info directory". */
  readonly standard?: string;
  /** Why it matters to whoever installs the file. */
  readonly why: string;
  /** The known attack or incident that it stops. */
  readonly attack?: string;
  /** What to do, in the imperative. */
  readonly todo: string;
  /** True where the answer lies outside the file (an index, the clock): offline it stays unknown without making the verdict undecided. */
  readonly online?: true;
};

/** Where in a file: a byte offset, or a line and column (both from 1). */
export type Position =
  | { readonly kind: 'byte'; readonly offset: number; readonly length?: number }
  | { readonly kind: 'text'; readonly line: number; readonly column?: number };

/** An exact place: a file, perhaps an entry inside it, perhaps a position inside that. */
export type Location = {
  /** The path as the person named it, relative to where they stand. */
  readonly file: string;
  /** The name of the entry inside the archive, as stored. */
  readonly entry?: string;
  readonly position?: Position;
  /** What is to be seen there, when more than one place is named. */
  readonly note?: string;
};

/** A change that mends the finding. Unsafe ones need a person's eye. */
export type Fix = {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  /** The command that does it, where there is one. */
  readonly command?: string;
};

/** The component that a result is about, where it is about one that an advisory database could name. */
export type ComponentFact = {
  /** As OSV names it: `PyPI`. */
  readonly ecosystem?: string;
  /** Normalised as the ecosystem says. */
  readonly name: string;
  readonly version?: string;
  readonly purl: string;
  /** Dependency groups that bring it. Empty: the main dependencies. */
  readonly groups: readonly string[];
  /** Where it is installed, in words. Absent: everywhere. */
  readonly environments?: readonly string[];
  /** From what the project names itself down to the component, `name version` each. One item: it is named directly, or no way is known. */
  readonly path: readonly string[];
};

/** The flaw that a result is about: one flaw, however many databases describe it. */
export type AdvisoryFact = {
  /** Every name of it, the best known first. */
  readonly ids: readonly [string, ...string[]];
  readonly summary?: string;
  /** Versions after the present one that end it, smallest first. Empty: no fix is known. */
  readonly fixed: readonly string[];
  readonly cvss?: { readonly score: number; readonly vector: string; readonly version: string };
  /** Nobody has rated it: its severity is what the policy says that unrated flaws count as. */
  readonly unrated?: true;
  /** Likelihood of exploitation, 0 to 1 (EPSS). */
  readonly epss?: number;
  /** Listed by CISA as exploited. */
  readonly knownExploited?: true;
  /** Flaws that it comes from, and others of interest; not names of this one. */
  readonly upstream: readonly string[];
  readonly related: readonly string[];
  /** Compared with an earlier report: why it is new, or that it is not. */
  readonly since?: 'before' | 'database' | 'dependencies';
};

/** A statement from outside the policy (VEX) for which a finding does not count. Data with an author, shown with them. */
export type StatementFact = {
  readonly author: string;
  /** The document's path, and its digest in lower-case hex. */
  readonly document: string;
  readonly sha256?: string;
  readonly status: 'not_affected' | 'fixed';
  readonly justification?: string;
  readonly detail?: string;
  /** RFC 3339. */
  readonly timestamp?: string;
};

/** A rule that does not hold. */
export type Finding = {
  readonly rule: Rule;
  /** What was seen here, as one sentence with the actual values. */
  readonly message: string;
  /** The first is the primary place, the others are related. */
  readonly locations: readonly [Location, ...Location[]];
  /** Overrides the rule's own where this case is better or worse. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Overrides the rule's own `todo` where this case has a more exact one. */
  readonly todo?: string;
  readonly fix?: Fix;
  /**
   * What tells this finding from others of the same rule in the same entry, without offsets or wording: a RECORD row's
   * name, a metadata field. It goes into the fingerprint, so that the finding is known again after unrelated edits.
   */
  readonly key?: string;
  readonly component?: ComponentFact;
  readonly advisory?: AdvisoryFact;
  /** Why it does not count, by someone whom the invoker chose to believe. The policy's own ignores come first. */
  readonly statement?: StatementFact;
  /** The reason that a comment in the judged tree gives for it. It counts for nothing unless the policy obeys such comments there. */
  readonly inline?: string;
};

/** A rule that could not be judged, and why. Never "ok", never dropped. */
export type Unknown = {
  readonly rule: Rule;
  readonly reason: string;
  readonly location: Location;
  readonly component?: ComponentFact;
  readonly advisory?: AdvisoryFact;
  /** False where the invoker did not demand an answer: told, without making the verdict undecided. */
  readonly required?: false;
};

/** What one rule said of one subject. */
export type Judgement = {
  readonly rule: Rule;
  readonly findings: readonly Finding[];
  readonly unknowns: readonly Unknown[];
};

/** `dependencies`: a lock, a requirements file, an environment; whatever names components and is none of the others. */
export type SubjectKind =
  | 'wheel'
  | 'sdist'
  | 'sbom'
  | 'source-tree'
  | 'repository'
  | 'dependencies'
  | 'policy'
  | 'file';

/** One thing that was examined. An artifact is named by its SHA-256; its path is only a label. */
export type Subject = {
  readonly kind: SubjectKind;
  readonly path: string;
  /** Lower-case hex. Absent for a directory, or where the file could not be read. */
  readonly sha256?: string;
  /** Bytes. */
  readonly size?: number;
  /** Normalised project name and version where they are known. */
  readonly name?: string;
  readonly version?: string;
  /** Facts worth a line in the report, in order: "3 native libraries", "SBOM: auditwheel.cdx.json". */
  readonly facts?: readonly string[];
  readonly inventory?: Inventory;
};

/** What became of everything that a subject names. `entries` is the sum of the other three counts. */
export type Inventory = {
  readonly entries: number;
  readonly audited: number;
  readonly inapplicable: number;
  readonly unaudited: number;
  /** Canonical purls of the audited ones, sorted, each once. */
  readonly components: readonly string[];
  /** The inapplicable ones, in the order of the subject. Absent: there are none. */
  readonly leftOut?: readonly LeftOutEntry[];
};

/** An entry that applies nowhere among what was asked about. */
export type LeftOutEntry = {
  /** As written. */
  readonly text: string;
  readonly location: Location;
  /** The condition that does not hold: `python_version < "3"`, `only group dev`. */
  readonly marker: string;
  /** What was asked about, in words. */
  readonly asked: readonly string[];
};

/** Everything that was found out about one subject, before policy. */
export type Examination = {
  readonly subject: Subject;
  /** Ids of all rules that were judged, whether or not they held. */
  readonly judged: readonly RuleId[];
  readonly findings: readonly Finding[];
  readonly unknowns: readonly Unknown[];
};

export type Threshold = 'low' | 'medium' | 'high' | 'critical' | 'never';

/** `ok`: everything required was judged and holds. `findings`: something at or over the threshold. `undecided`: something that had to be judged could not be. */
export type Verdict = 'ok' | 'findings' | 'undecided';
