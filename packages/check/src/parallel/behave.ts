import { type Cown, cown, noticeWrite, pinned, start, stop, when } from '@custody/boc';
import type { ExamineTask } from '../examine/task.ts';
import { examineSubject, STOP } from './behaviours.ts';
import { openNews } from './news.ts';
import { reasonOf } from './reason.ts';
import type { ExamineAll, Outcome } from './types.ts';

/** Mebibytes of JavaScript heap that one worker may have: a subject that needs more fails alone. */
const MAX_HEAP = 1024;
/** Milliseconds that a body which was told to end may take for it. */
const GRACE = 250;
/** Behaviours per worker that are scheduled and not done: one that runs, and one to go on with while this thread is busy itself. */
const DEPTH = 2;

/** Rejects with the signal's reason as soon as it is aborted, whatever `work` does: a body may be deaf to it. */
const unlessAborted = async (work: Promise<unknown>, signal: AbortSignal): Promise<void> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

/**
 * Examines subjects on worker threads and on this one, `jobs` in all: each subject is a cown, its examination a behaviour, and what
 * that answers another cown. Workers begin with the first, this thread, which needs no start, with the last. A worker that dies fails
 * the subject it held, and another takes its place. Rejects with BocError `BOC_START_FAILED` where none comes up.
 */
export const examineByBehaviours = async (all: ExamineAll): Promise<void> => {
  const { tasks, signal, onProgress, onOutcome } = all;
  const workers = Math.min(all.jobs, tasks.length) - 1;
  const starting = start({
    workers,
    concurrency: 1,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP },
    replacements: tasks.length,
    stopTimeout: GRACE,
  });
  const news = openNews(onProgress);

  const follow = async (index: number, subject: Cown<ExamineTask>): Promise<void> => {
    let outcome: Outcome;
    try {
      const examination = await when(subject).with({ signal }).run(examineSubject, index).get();
      outcome = examination === undefined ? { kind: 'passed-over' } : { kind: 'examined', examination };
    } catch (error) {
      signal.throwIfAborted();
      outcome = { kind: 'failed', reason: reasonOf(error) };
    }
    if (onOutcome(index, outcome)) noticeWrite(STOP, true);
  };

  // From both ends: `first` up to `last`, exclusive, is not scheduled yet.
  let first = 0;
  let last = tasks.length;
  const elsewhere = async (): Promise<void> => {
    for (let task = tasks[first]; first < last && task !== undefined; task = tasks[first]) {
      first += 1;
      await follow(first - 1, cown(task));
    }
  };
  const here = async (): Promise<void> => {
    for (let task = tasks[last - 1]; first < last && task !== undefined; task = tasks[last - 1]) {
      last -= 1;
      await follow(last, pinned(task));
    }
  };

  try {
    const lanes = Array.from({ length: workers * DEPTH }, elsewhere);
    await unlessAborted(Promise.all([starting, here(), ...lanes]), signal);
  } finally {
    await stop();
    await news.close();
  }
};
