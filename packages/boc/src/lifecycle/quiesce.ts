import { refuseInside } from '../behaviour/current.ts';
import { collectWhenWorth } from '../cown/collect.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { checkWait } from '../errors/options.ts';
import { MAX_THREADS } from '../memory/layout.ts';
import { isQuiet } from '../stats/counters.ts';
import { type Stats, statsOf } from '../stats/report.ts';
import { readNotices } from '../noticeboard/snapshot.ts';
import type { TraceEvent } from '../trace/record.ts';
import { kick } from '../worker/main.ts';
import { keepAlive } from './keepalive.ts';
import { runtime } from './state.ts';

export type WaitOptions = {
  /** Milliseconds. Default: without end. */
  readonly timeout?: number;
  readonly stats?: boolean;
  readonly noticeboard?: boolean;
  /** What was recorded since `start({ trace: true })`. Told by `wait` only. */
  readonly trace?: boolean;
};

export type WaitResult = {
  readonly stats?: Stats;
  readonly noticeboard?: ReadonlyMap<string, unknown>;
  readonly trace?: readonly TraceEvent[];
};

/** For this long the end is looked for in every turn of the event loop, then once in a millisecond. */
const EAGER = 2;

/** Waits until every behaviour has finished; false where that took longer than `timeout` milliseconds. */
export const untilQuiet = async (here: Thread, timeout: number): Promise<boolean> => {
  const from = performance.now();
  while (!isQuiet(here.port, MAX_THREADS)) {
    const waited = performance.now() - from;
    if (waited > timeout) return false;
    keepAlive(here);
    kick(here);
    await new Promise<void>((resolve) => {
      if (waited < EAGER) setImmediate(resolve);
      else setTimeout(resolve, 1);
    });
  }
  return true;
};

export const view = (here: Thread, { stats, noticeboard }: WaitOptions): WaitResult => ({
  ...(stats === true ? { stats: statsOf(here, runtime.workers) } : {}),
  ...(noticeboard === true ? { noticeboard: readNotices(here) } : {}),
});

/**
 * Waits until every behaviour scheduled so far, and every one that those scheduled, has ended. The workers go on.
 *
 * @throws BocError `BOC_TIMEOUT`, `BOC_BLOCKING_CALL` inside a behaviour, and the reason where the workers could not be started.
 */
export const quiesce = async (options: WaitOptions = {}): Promise<WaitResult> => {
  refuseInside('quiesce()');
  checkWait('timeout', options.timeout);
  const here = thread();
  if (here.self !== 0) throw new BocError('BOC_MAIN_ONLY', 'quiesce() is for the main thread');
  await runtime.starting;
  const timeout = options.timeout ?? Number.POSITIVE_INFINITY;
  if (!(await untilQuiet(here, timeout)))
    throw new BocError('BOC_TIMEOUT', `behaviours are still unfinished after ${timeout} ms`);
  collectWhenWorth(here);
  if (runtime.failure !== undefined) throw runtime.failure;
  return view(here, options);
};
