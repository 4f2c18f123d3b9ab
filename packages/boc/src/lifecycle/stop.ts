import { refuseInside } from '../behaviour/current.ts';
import { collectRings } from '../cown/collect.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { checkWait } from '../errors/options.ts';
import { CLOSED, DROPPING, SHUTDOWN, threadBase, WORKERS } from '../memory/layout.ts';
import { clearNotices, readNotices } from '../noticeboard/snapshot.ts';
import { counterAt } from '../stats/counters.ts';
import { statsOf } from '../stats/report.ts';
import { takeTrace } from '../trace/record.ts';
import { endThread } from '../worker/halt.ts';
import { wakeAll } from '../worker/park.ts';
import { drainOrphans } from './death.ts';
import { quiesce, untilQuiet, type WaitOptions, type WaitResult } from './quiesce.ts';
import { LEAVE_TIMEOUT, runtime, STOP_TIMEOUT } from './state.ts';

const FINISHED = counterAt('finished');

let last: WaitResult = {};

const leaveTimeout = (): number => runtime.options.leaveTimeout ?? LEAVE_TIMEOUT;

const leave = async (here: Thread): Promise<void> => {
  here.port.store(SHUTDOWN, 1);
  wakeAll(here);
  const pool = [...runtime.pool.values()];
  await Promise.all(
    pool.map(async ({ index, worker, exited }) => {
      worker.ref();
      // After the last behaviour a worker needs a moment only.
      const timer = setTimeout(() => void endThread(here, index, worker), leaveTimeout());
      await exited;
      clearTimeout(timer);
    }),
  );
};

/** What was scheduled by the hundred thousand is dropped one by one: only where none ends any more is there one that does not. */
const untilDropped = async (here: Thread): Promise<boolean> => {
  for (;;) {
    const before = here.port.load(threadBase(0) + FINISHED);
    if (await untilQuiet(here, leaveTimeout())) return true;
    if (here.port.load(threadBase(0) + FINISHED) === before) return false;
  }
};

const end = async (here: Thread): Promise<void> => {
  const { port } = here;
  // From this very moment: nobody shall schedule what would be dropped unseen.
  port.store(CLOSED, 1);
  // A start that failed has cleaned up after itself and told its caller.
  await runtime.starting?.catch(() => {});
  runtime.phase = 'stopping';
  port.store(DROPPING, 1);
  const quiet = await untilQuiet(here, runtime.options.stopTimeout ?? STOP_TIMEOUT);
  if (!quiet) for (const { index, worker } of runtime.pool.values()) void endThread(here, index, worker);
  await leave(here);
  port.store(WORKERS, 0);
  drainOrphans(here);
  const settled = await untilDropped(here);
  try {
    for (const event of takeTrace()) runtime.trace.push(event);
    last = {
      stats: statsOf(here, runtime.workers),
      noticeboard: readNotices(here),
      trace: runtime.trace.splice(0),
    };
    clearNotices(here);
    collectRings(here);
  } finally {
    // Whatever could not be looked at: a runtime that is neither running nor stopped could never be used again.
    for (const word of [CLOSED, DROPPING, SHUTDOWN]) port.store(word, 0);
    runtime.phase = 'idle';
    runtime.starting = undefined;
    runtime.stopping = undefined;
  }
  if (!settled)
    throw new BocError('BOC_TIMEOUT', 'behaviours on the main thread have not ended; their cowns stay held');
};

/**
 * Ends the workers. Behaviours that run may end, others are dropped: their results tell so with BocError `BOC_DROPPED`. A body that does not end
 * within `stopTimeout` is ended with its thread, and its cowns are unavailable from then on. Does nothing where nothing runs.
 *
 * @throws BocError `BOC_BLOCKING_CALL` inside a behaviour; `BOC_TIMEOUT` where an asynchronous body on the main thread does not end.
 */
export const stop = async (): Promise<void> => {
  refuseInside('stop()');
  if (runtime.phase === 'idle') return;
  runtime.stopping ??= end(thread());
  await runtime.stopping;
};

/**
 * Waits until all behaviours have ended, then stops. Without a runtime it answers what the last one left, or nothing.
 *
 * @throws the reason where the workers could not be started or had to be given up; BocError `BOC_TIMEOUT` after `timeout` milliseconds; it has stopped then, and dropped what had not begun.
 */
export const wait = async (options: WaitOptions = {}): Promise<WaitResult> => {
  refuseInside('wait()');
  checkWait('timeout', options.timeout);
  if (runtime.phase === 'idle' && runtime.failure !== undefined) {
    const { failure } = runtime;
    runtime.failure = undefined;
    throw failure;
  }
  if (runtime.phase !== 'idle') {
    try {
      await quiesce(options.timeout === undefined ? {} : { timeout: options.timeout });
    } finally {
      await stop();
    }
  }
  return {
    ...(options.stats === true && last.stats !== undefined ? { stats: last.stats } : {}),
    ...(options.noticeboard === true ? { noticeboard: last.noticeboard ?? new Map() } : {}),
    ...(options.trace === true ? { trace: last.trace ?? [] } : {}),
  };
};
