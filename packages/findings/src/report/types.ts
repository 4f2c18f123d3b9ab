import type { Ignore, PolicyOrigin, Unrated } from '../policy/types.ts';
import type {
  Confidence,
  Finding,
  Rule,
  RuleId,
  Severity,
  Subject,
  Threshold,
  Unknown,
  Verdict,
} from '../types.ts';

/** What took part in a run besides the files: all of it is an input, and all of it is reported. */
export type RunContext = {
  readonly tool: { readonly name: string; readonly version: string };
  /** As typed: `custody check dist/`. */
  readonly command: string;
  /** The day on which ignores are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** Modes and databases, in order: `{ name: 'network', value: 'offline' }`. */
  readonly facts: readonly RunFact[];
};

export type RunFact = { readonly name: string; readonly value: string };

/** A finding with everything that was left to the rule or the policy filled in. */
export type JudgedFinding = Finding & {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly todo: string;
  /** Names this finding across runs: SHA-256 over rule, file, entry and key, lower-case hex; no offsets, no wording. */
  readonly fingerprint: string;
  /** At or over the threshold and not ignored: it alone makes the verdict `findings`. */
  readonly decisive: boolean;
  readonly ignored?: Ignore;
};

export type JudgedUnknown = Unknown & {
  /** Its rule had to be judged from what is at hand, and it is not ignored: it alone makes the verdict undecided. */
  readonly decisive: boolean;
  readonly ignored?: Ignore;
};

/** One subject with its own verdict. */
export type SubjectResult = {
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly judged: readonly RuleId[];
  readonly findings: readonly JudgedFinding[];
  readonly unknowns: readonly JudgedUnknown[];
};

export type Counts = {
  readonly subjects: number;
  /** Rules that were judged at least once. */
  readonly rules: number;
  /** Findings that are not ignored. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Findings at or over the threshold. */
  readonly decisive: number;
  readonly ignored: number;
  /** Unknowns that keep the verdict undecided. */
  readonly undecided: number;
  /** Unknowns that only a network or a clock could answer, or whose answer nobody demanded. */
  readonly online: number;
  /** Subjects that PyPI would refuse today, whatever the policy ignores. */
  readonly refused: number;
};

/** The outcome of a run: sorted, complete, and the same for the same inputs. */
export type Report = RunContext & {
  readonly policy: {
    readonly origin?: PolicyOrigin;
    readonly failOn: Threshold;
    /** Absent where the policy says nothing of unrated flaws, or has no exceptions from its threshold. */
    readonly unrated?: Unrated;
    readonly thresholds?: number;
    readonly ignores: number;
  };
  readonly verdict: Verdict;
  readonly counts: Counts;
  /** By path; the policy, where something is wrong with it, comes last. */
  readonly subjects: readonly SubjectResult[];
  /** Every rule that was judged or is spoken of, by id. */
  readonly rules: readonly Rule[];
};
