import { refuseInside } from '../behaviour/current.ts';
import { tellingRaised } from '../behaviour/execute.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { QUEUE_LENGTH, threadBase } from '../memory/layout.ts';
import { runQueued } from '../worker/main.ts';

export type PumpOptions = {
  /** Milliseconds after which no further behaviour is begun; those that run are not interrupted. Default 4. */
  readonly budget?: number;
  /** Behaviours at most. Default: as many as there are. */
  readonly most?: number;
  /** Stops after the first behaviour that throws, and throws that; its result has the exception as well. */
  readonly raiseOnError?: boolean;
};

export type PumpResult = {
  readonly executed: number;
  /** True where behaviours are left because time or number was up. */
  readonly left: boolean;
  /** How many of those executed ended with an exception (asynchronous ones that went on are not among them). */
  readonly raised: number;
};

/**
 * Runs behaviours that wait for the main thread, now: for a main program that is busy for long without letting its event loop turn, which
 * otherwise does the same by itself.
 *
 * @throws BocError `BOC_BLOCKING_CALL` inside a behaviour, `BOC_MAIN_ONLY`, `BOC_BAD_OPTION`; with `raiseOnError` what a body threw.
 */
export const pump = ({
  budget = 4,
  most = Number.POSITIVE_INFINITY,
  raiseOnError = false,
}: PumpOptions = {}): PumpResult => {
  refuseInside('pump()');
  const here = thread();
  if (here.self !== 0) throw new BocError('BOC_MAIN_ONLY', 'pump() is for the main thread');
  if (!(budget > 0) || !(most > 0))
    throw new BocError('BOC_BAD_OPTION', 'pump needs a budget and a number above 0');
  const deadline = performance.now() + budget;
  const errors: unknown[] = [];
  const executed = tellingRaised(
    (error) => errors.push(error),
    () => (raiseOnError ? untilRaised(here, most, deadline, errors) : runQueued(here, most, deadline)),
  );
  if (raiseOnError && errors.length > 0) throw errors[0];
  return {
    executed,
    left: here.port.load(threadBase(0) + QUEUE_LENGTH) !== 0,
    raised: errors.length,
  };
};

/** One behaviour after the other, until one has thrown. */
const untilRaised = (here: Thread, most: number, deadline: number, errors: readonly unknown[]): number => {
  let executed = 0;
  while (executed < most && errors.length === 0) {
    if (runQueued(here, 1, deadline) === 0) break;
    executed += 1;
    if (performance.now() >= deadline) break;
  }
  return executed;
};
