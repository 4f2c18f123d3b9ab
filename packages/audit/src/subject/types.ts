import type { Confidence, Location } from '@custody/findings';

/** Where an input names something: a file and a position in it, an entry of an archive, or a pointer into a document. */
export type SubjectLocation = Location & {
  /** JSON pointer or dotted key of the entry, where lines do not exist or do not help: `/components/12`. */
  readonly pointer?: string;
};

/** Where the bytes of a component come from. A fork or a patched checkout is not what an index publishes under the name. */
export type SubjectSource =
  | { readonly kind: 'index'; readonly url?: string }
  | { readonly kind: 'vcs'; readonly url: string; readonly commit?: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'local'; readonly path: string };

/**
 * How it is known that a component is bundled, strongest first: an SBOM declares it, a repair tool named the file after it,
 * anchored strings in the binary were observed, or only its presence is known.
 */
export type EvidenceKind = 'declared' | 'named' | 'observed' | 'unknown';

export type Evidence = {
  readonly kind: EvidenceKind;
  readonly confidence: Confidence;
  /** The version that this witness speaks of. Witnesses may disagree: that is a finding. */
  readonly version?: string;
  /** What was seen, as a phrase: `the embedded SBOM auditwheel.cdx.json names openssl 3.0.8`. */
  readonly detail: string;
  readonly location: SubjectLocation;
};

/** PEP 792, "Project status markers". */
export type ProjectStatus = 'active' | 'archived' | 'quarantined' | 'deprecated';

/** What an index says of the release, where an index or a lock that repeats it was at hand. */
export type IndexStatement = {
  /** PEP 592: the reason, empty where none was given. */
  readonly yanked?: string;
  readonly status?: ProjectStatus;
  readonly statusReason?: string;
  /** PEP 592 and 792 in one word: who said so, `pypi.org` or the lock file's name. */
  readonly from: string;
};

/** One component to be held against advisories. */
export type Subject = {
  /** `native`: a bundled library outside any package index. `cpython`: the interpreter itself. */
  readonly kind: 'package' | 'native' | 'cpython';
  /** Unique within its input; edges refer to it. */
  readonly key: string;
  /** As OSV names it: `PyPI`, `crates.io`, `Alpine:v3.20`. Absent where no advisory ecosystem exists for it. */
  readonly ecosystem?: string;
  /** Normalised as the ecosystem says (PEP 503 for PyPI). */
  readonly name: string;
  /** As written. Absent where the input fixes none. */
  readonly version?: string;
  /** Canonical, with its version where there is one. */
  readonly purl: string;
  /** The marker under which it is installed, as written. */
  readonly marker?: string;
  /** Where that marker holds, in words a person reads: `CPython 3.9 to 3.11, Windows`. Absent: everywhere. */
  readonly environments?: readonly string[];
  /** Every place that names it; the first is the primary one. */
  readonly locations: readonly [SubjectLocation, ...SubjectLocation[]];
  /** Of its files, as the input states them; a uv.lock's are not collected, since nothing that is told of it needs them. */
  readonly hashes: readonly { readonly algorithm: string; readonly digest: string }[];
  /** Dependency groups (PEP 735, or the lock's own) that bring it. Empty: the main dependencies. */
  readonly groups: readonly string[];
  /** Extras of the root that bring it. */
  readonly extras: readonly string[];
  /** Keys of the subjects of the same input that depend on it. */
  readonly parents: readonly string[];
  /** Named by the project itself. Absent where the input does not tell direct from transitive. */
  readonly direct?: boolean;
  readonly source?: SubjectSource;
  /** Only of what is bundled in an artifact. */
  readonly evidence?: readonly Evidence[];
  readonly index?: IndexStatement;
};

/** What an input says at one place, before anything is made of it. */
export type Entry = {
  /** As written, shortened where it is long. */
  readonly text: string;
  /** Normalised, where a name could be read. */
  readonly name?: string;
  readonly location: SubjectLocation;
};

/** Why an entry could not be held against advisories. A closed set: reports and policies name these words. */
export type UnauditedReason =
  /** No exact version: a range, or a bare name. */
  | 'not-pinned'
  /** It comes from version control, a URL or a local path: its version is not an index's. */
  | 'not-from-index'
  /** The input cannot be understood at this place. */
  | 'malformed'
  /** It names another file that was not given or may not be read. */
  | 'not-read'
  /** `${VAR}` without a value. */
  | 'variable'
  /** PEP 621 `dynamic`, or computed by code that is never run. */
  | 'dynamic'
  /** No advisory database exists for its ecosystem. */
  | 'no-ecosystem'
  /** The store at hand holds nothing for its ecosystem. */
  | 'not-in-store'
  /** Its version cannot be ordered by its ecosystem's rules. */
  | 'version'
  /** A marker that cannot be evaluated. */
  | 'marker'
  /** A limit that protects against hostile input. */
  | 'limit'
  /** Present, but nothing says what or which version it is. */
  | 'unidentified';

/** What became of one entry: exactly one of these. */
export type Accounted =
  | { readonly kind: 'audited'; readonly entry: Entry; readonly subject: Subject }
  | {
      readonly kind: 'inapplicable';
      readonly entry: Entry;
      readonly marker: string;
      /** The environments that were asked about, in words; the marker holds in none of them. */
      readonly environments: readonly string[];
    }
  | {
      readonly kind: 'unaudited';
      readonly entry: Entry;
      readonly reason: UnauditedReason;
      /** One sentence without a full stop: what is missing, and what to give. */
      readonly sentence: string;
      /** What is known of it, for reports. */
      readonly subject?: Subject;
    };

/** One input with every entry accounted for. */
export type AuditInput = {
  /** As the person named it. */
  readonly path: string;
  /** `requirements`, `pylock`, `uv-lock`, `wheel`, `site-packages`, … */
  readonly format: string;
  /** Of the file's bytes, lower-case hex. Absent of a directory. */
  readonly sha256?: string;
  readonly size?: number;
  /** The project and version that the input belongs to, where it says so. */
  readonly name?: string;
  readonly version?: string;
  /** As many as the input has entries, in its order. */
  readonly accounted: readonly Accounted[];
};
