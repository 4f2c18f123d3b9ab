import type { Examination } from '@custody/findings';
import type { ExamineTask } from '../examine/task.ts';

/** What became of one subject. A failure is of the machinery (a crash, out of memory): what a rule finds is in the examination. */
export type Outcome =
  | { readonly kind: 'examined'; readonly examination: Examination }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'passed-over' };

export type ExamineAll = {
  /** In the order in which they are begun. */
  readonly tasks: readonly ExamineTask[];
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (index: number, bytes: number) => void;
  /** Called once for each task, as each ends; true asks that none be begun any more. */
  readonly onOutcome: (index: number, outcome: Outcome) => boolean;
};
