import type { RuleId, Threshold } from '../types.ts';

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
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires?: string;
  readonly owner?: string;
};

/** What the invoker requires and accepts. */
export type Policy = {
  /** Absent where the defaults were used. */
  readonly origin?: PolicyOrigin;
  /** Findings at or over this severity make the verdict `findings`. */
  readonly failOn: Threshold;
  readonly ignores: readonly Ignore[];
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
