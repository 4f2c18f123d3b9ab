import type { Workflow } from '../../workflow/types.ts';
import { told } from '../score.ts';
import type { AssessInput, Evidence } from '../types.ts';

/** What an exported ruleset says, as far as SPEC 8 asks. */
export type Protection = { readonly branch: boolean; readonly signatures: boolean };

/** How a point of the checklist stands. `inapplicable`: nothing here is published by a workflow. */
export type PointVerdict = 'met' | 'not-met' | 'unknown' | 'inapplicable';

/** A point of SPEC 8, "Securing the Release Process", counted from 1. */
export type Point = {
  readonly number: number;
  readonly title: string;
  readonly verdict: PointVerdict;
  readonly reason: string;
  readonly places: readonly Evidence[];
};

/** A point without its place in the list. */
export type Answer = Omit<Point, 'number' | 'title'>;

/** Judges one point, by the workflows that publish and by what is known of the forge. */
export type Ask = (
  input: AssessInput,
  publishing: readonly Workflow[],
  protection: Protection | undefined,
) => Answer;

export const met = (reason: string, places: readonly Evidence[] = []): Answer => ({
  verdict: 'met',
  reason,
  places,
});
export const open = (reason: string): Answer => ({ verdict: 'unknown', reason, places: [] });
export const notMet = (reason: string, places: readonly Evidence[] = []): Answer => ({
  verdict: 'not-met',
  reason,
  places: told(places),
});
