import type { Severity, StatementFact, RuleId, Threshold } from '../types.ts';

/** Which bytes the policy was read from. */
export type PolicyOrigin = {
  /** As the person named it, relative to where they stand. */
  readonly path: string;
  /** Of the file's bytes, lower-case hex. */
  readonly sha256: string;
};

/** An accepted exception. All conditions that are given must hold; at least the rule and the reason always are. */
export type Ignore = {
  /** One rule, or all of an area. */
  readonly rule: RuleId | `${string}/*`;
  /** Glob over the file of the finding's primary location. Without a `/` it is matched against the file name alone. */
  readonly path?: string;
  /** Glob over the archive entry of the finding's primary location. */
  readonly entry?: string;
  /** The artifact's digest, lower-case hex. */
  readonly sha256?: string;
  /** An id of a flaw, or any alias of it, whatever the case. */
  readonly advisory?: string;
  /** Glob over the normalised name of the component. */
  readonly package?: string;
  /** Versions of the component, as its ecosystem writes sets of them (PEP 440 for PyPI): `>=1.2,<2`. */
  readonly version?: string;
  /** Glob over words for environments. It must fit every one in which the component is installed. */
  readonly environment?: string;
  /** Glob over dependency groups. It must fit every one that brings the component; what the main dependencies bring is in none. */
  readonly group?: string;
  /** It holds only as long as no version is known that ends the flaw. */
  readonly untilFixed?: true;
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string;
  readonly owner?: string;
  /** Set where no policy but a VEX statement says so; a policy file cannot set it. */
  readonly statement?: StatementFact;
  /** Set where no policy but a comment in the judged tree says so, and the policy obeys those; a policy file cannot set it. */
  readonly inline?: true;
};

/** Another threshold for some results. All conditions that are given must hold; at least one is. */
export type ThresholdException = {
  readonly rule?: RuleId | `${string}/*`;
  readonly path?: string;
  readonly package?: string;
  readonly group?: string;
  readonly failOn: Threshold;
};

/** What a flaw that nobody rated counts as. `ignore` keeps it in the report as `info`. */
export type Unrated = Exclude<Severity, 'info'> | 'ignore';

/** What the invoker requires and accepts. */
export type Policy = {
  /** Absent where the defaults were used. */
  readonly origin?: PolicyOrigin;
  /** Findings at or over this severity make the verdict `findings`. */
  readonly failOn: Threshold;
  readonly ignores: readonly Ignore[];
  /** Globs over files whose comments `# custody: ignore[rule] reason` are obeyed. Absent: those of none. */
  readonly inlineIgnores?: readonly string[];
  /** The first that fits decides. */
  readonly thresholds?: readonly ThresholdException[];
  /** `high` where absent: what nobody has looked at is not harmless. */
  readonly unrated?: Unrated;
};

/** Something in the policy file that cannot be accepted. A policy with problems must not be used. */
export type PolicyProblem = {
  /** Where in the file: `fail-on`, `ignore[2].reason` (counted from 1). */
  readonly at: string;
  /** What is wrong, what was expected, what was found. */
  readonly message: string;
};

/** What holds where nobody wrote a policy: nothing is ignored, and anything of medium severity or worse fails. */
export const DEFAULT_POLICY: Policy = { failOn: 'medium', ignores: [] };
