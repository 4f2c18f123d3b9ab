import type { RuleId } from '@custody/findings';
import type { Discovered } from '../discover/discover.ts';

/** What components are held against: one store's file, the same for a whole run, or nothing, and why. */
export type Advisories =
  | { readonly kind: 'store'; readonly path: string }
  | { readonly kind: 'none'; readonly reason: string };

/** One subject to examine, as it travels to a worker. */
export type ExamineTask = {
  readonly target: Discovered;
  /** Only these rules; absent: all of them. */
  readonly only?: readonly RuleId[];
  /** Absent: no rule about advisories is judged. */
  readonly advisories?: Advisories;
};
