import { behaviour, type Held, noticeRead, send, signal } from '@custody/boc';
import type { Examination } from '@custody/findings';
import { examine } from '../examine/examine.ts';
import type { ExamineTask } from '../examine/task.ts';

/** The notice that nothing further is to be examined. */
export const STOP = 'custody/check/stop';

/** Under this tag workers tell how far they are: the number of the subject, and bytes. */
export const PROGRESS = 'custody/check/progress';
export type News = readonly [subject: number, bytes: number];

/** Progress is told in pieces of this size: an archive may have a million entries. */
const PIECE = 1 << 20;

const teller = (index: number): ((bytes: number) => void) => {
  let untold = 0;
  return (bytes) => {
    untold += bytes;
    if (untold < PIECE) return;
    try {
      send(PROGRESS, [index, untold] satisfies News);
      untold = 0;
    } catch {
      // The mailbox is full: it is told with the next piece, and the end of the subject needs no message.
    }
  };
};

/** Examines one subject on whichever worker is free; undefined where nothing further is to be examined. */
export const examineSubject = behaviour(
  import.meta.url,
  'examineSubject',
  async (subject: Held<ExamineTask>, index: number): Promise<Examination | undefined> =>
    noticeRead<boolean>(STOP) === true
      ? undefined
      : examine(subject.value, { progress: teller(index), signal: signal() }),
);
