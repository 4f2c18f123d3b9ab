import { refuseInside } from '../behaviour/current.ts';
import { thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { QUEUE_LENGTH, threadBase } from '../memory/layout.ts';
import { runQueued } from '../worker/main.ts';

export type PumpOptions = {
  /** Milliseconds after which no further behaviour is begun; those that run are not interrupted. Default 4. */
  readonly budget?: number;
  /** Behaviours at most. Default: as many as there are. */
  readonly most?: number;
};

export type PumpResult = {
  readonly executed: number;
  /** True where behaviours are left because time or number was up. */
  readonly left: boolean;
};

/**
 * Runs behaviours that wait for the main thread, now: for a main program that is busy for long without letting its event loop turn, which
 * otherwise does the same by itself.
 *
 * @throws BocError `BOC_BLOCKING_CALL` inside a behaviour, `BOC_MAIN_ONLY`, `BOC_BAD_OPTION`.
 */
export const pump = ({ budget = 4, most = Number.POSITIVE_INFINITY }: PumpOptions = {}): PumpResult => {
  refuseInside('pump()');
  const here = thread();
  if (here.self !== 0) throw new BocError('BOC_MAIN_ONLY', 'pump() is for the main thread');
  if (!(budget > 0) || !(most > 0))
    throw new BocError('BOC_BAD_OPTION', 'pump needs a budget and a number above 0');
  const executed = runQueued(here, most, performance.now() + budget);
  return { executed, left: here.port.load(threadBase(0) + QUEUE_LENGTH) !== 0 };
};
