import type { Finding, Rule, Unknown } from '@custody/findings';

/** What a rule says of one view: the findings where it does not hold, and what it could not judge. Both empty: it holds. */
export type Outcome = { readonly findings: readonly Finding[]; readonly unknowns: readonly Unknown[] };

/**
 * A rule and how it is judged. `View` is the slice of a subject that the rule needs; a rule never reads files itself,
 * so that one pass over an artifact serves all of them.
 */
export type JudgedRule<View> = {
  readonly rule: Rule;
  readonly judge: (view: View) => Outcome;
};

/** The outcome of a rule that holds. */
export const HOLDS: Outcome = { findings: [], unknowns: [] };

/** Wraps findings as an outcome. */
export const found = (findings: readonly Finding[]): Outcome => ({ findings, unknowns: [] });

/** The rule could not be judged here. */
export const undecided = (unknown: Unknown): Outcome => ({ findings: [], unknowns: [unknown] });
