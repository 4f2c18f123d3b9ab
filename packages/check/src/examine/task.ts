import type { RuleId } from '@custody/findings';
import type { Discovered } from '../discover/discover.ts';

/** One subject to examine, as it travels to a worker. */
export type ExamineTask = {
  readonly target: Discovered;
  /** Only these rules; absent: all of them. */
  readonly only?: readonly RuleId[];
};
