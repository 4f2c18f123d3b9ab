import { examine } from '../examine/examine.ts';
import { reasonOf } from './reason.ts';
import type { ExamineAll, Outcome } from './types.ts';

/** Examines one subject after the other on this thread: no workers to start, the same outcomes. */
export const examineInline = async ({ tasks, signal, onProgress, onOutcome }: ExamineAll): Promise<void> => {
  let stopped = false;
  for (const [index, task] of tasks.entries()) {
    signal.throwIfAborted();
    let outcome: Outcome = { kind: 'passed-over' };
    if (!stopped) {
      try {
        const progress = (bytes: number): void => onProgress(index, bytes);
        outcome = { kind: 'examined', examination: await examine(task, { progress, signal }) };
      } catch (error) {
        signal.throwIfAborted();
        outcome = { kind: 'failed', reason: reasonOf(error) };
      }
    }
    if (onOutcome(index, outcome)) stopped = true;
    // Lets signals and timers in between subjects, which may all be small.
    await new Promise((resolve) => setImmediate(resolve));
  }
  signal.throwIfAborted();
};
