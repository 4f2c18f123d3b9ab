import { BocError } from './errors.ts';

/** The longest that Node's timers can wait: what is longer they take for 1 ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Throws BocError `BOC_BAD_OPTION` unless it is a number of milliseconds from 0 on; `Infinity` is one. */
export const checkWait = (what: string, milliseconds: number | undefined): void => {
  if (milliseconds === undefined || milliseconds >= 0) return;
  throw new BocError(
    'BOC_BAD_OPTION',
    `${what} is a number of milliseconds from 0 on, not ${String(milliseconds)}`,
  );
};

/** The same for what a timer is set to. */
export const checkTimer = (what: string, milliseconds: number | undefined): void => {
  checkWait(what, milliseconds);
  if (milliseconds === undefined || milliseconds <= LONGEST_TIMER) return;
  throw new BocError(
    'BOC_BAD_OPTION',
    `${what} is at most ${LONGEST_TIMER} milliseconds, not ${milliseconds}`,
  );
};
