import { type Access, accessOf, type Ownership } from './access.ts';
import { type Scorecard, scorecardOf } from './scorecard.ts';
import type { Point, Protection } from './spec8/answer.ts';
import { spec8Of } from './spec8/spec8.ts';
import type { AssessInput } from './types.ts';

/** One requirement of the SLSA source track, as whoever reads rulesets judges it. */
export type SourceRequirement = {
  readonly id: string;
  readonly level: number;
  readonly verdict: 'met' | 'not-met' | 'not-shown' | 'declared';
  readonly message: string;
};

/** A project as a checkout shows it. */
export type Assessment = {
  /** As the person named it. */
  readonly path: string;
  /** RFC 3339. */
  readonly now: string;
  readonly scorecard: Scorecard;
  readonly spec8: readonly Point[];
  /** Absent: no ruleset was given. */
  readonly source?: { readonly level: number; readonly requirements: readonly SourceRequirement[] };
  readonly access: Access;
};

export type AssessOptions = {
  readonly path: string;
  readonly protection?: Protection;
  readonly source?: Assessment['source'];
  readonly ownership?: Ownership;
  /** After so many months without a commit somebody counts as inactive. */
  readonly months: number;
};

/** Assesses a checkout: Scorecard, SPEC 8, SLSA source, and who has access. Nothing of it is executed. */
export const assess = (input: AssessInput, options: AssessOptions): Assessment => {
  const { path, protection, source, ownership, months } = options;
  return {
    path,
    now: input.now,
    scorecard: scorecardOf(input),
    spec8: spec8Of(input, protection),
    ...(source && { source }),
    access: accessOf(input, { months, ...(ownership && { ownership }) }),
  };
};
