import { runOutside } from '../behaviour/current.ts';
import { execute } from '../behaviour/execute.ts';
import { RECORD_LINK } from '../behaviour/record.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { DROPPING, MAX_THREADS, QUEUE_LENGTH, SHUTDOWN, threadBase, WORKERS } from '../memory/layout.ts';
import { takeFront } from '../queue/list.ts';
import { count, counterAt } from '../stats/counters.ts';
import { bury } from '../worker/bury.ts';
import { endThread } from '../worker/halt.ts';
import { kick } from '../worker/main.ts';
import { wakeAll } from '../worker/park.ts';
import { spawn } from '../worker/spawn.ts';
import { behaviourModules } from '../behaviour/define.ts';
import { concurrencyOf } from './options.ts';
import { BOOT_TIMEOUT, REPLACEMENTS, runtime } from './state.ts';

const POPPED_STOLEN = counterAt('poppedStolen');

/** Drops what stands in the queues of workers that no longer exist. */
export const drainOrphans = (here: Thread): void => {
  const { port } = here;
  for (let index = 1; index < MAX_THREADS; index += 1) {
    const base = threadBase(index);
    while (port.load(base + QUEUE_LENGTH) !== 0) {
      const record = takeFront(port, 0, base, 1);
      if (record === 0) break;
      port.set(record + RECORD_LINK, 0);
      count(port, threadBase(0), POPPED_STOLEN);
      runOutside(() => {
        execute(here, record);
      });
    }
  }
};

const diedOf = (index: number, code: number, error: Error | undefined): BocError =>
  new BocError(
    'BOC_WORKER_DIED',
    `worker ${index} ended with code ${code} while it ran this behaviour${error === undefined ? ': its body, or what it called, left the process' : `: ${error.message}`}`,
    error,
  );

/** Without workers nothing can go on: everything scheduled is dropped with a reason, and the runtime is idle again. */
export const giveUp = (here: Thread, failure: Error): Promise<void> => {
  // Once, whoever finds first that it cannot go on.
  runtime.ending ??= abandon(here, failure);
  return runtime.ending;
};

const abandon = async (here: Thread, failure: Error): Promise<void> => {
  const { port } = here;
  runtime.failure = failure;
  port.store(DROPPING, 1);
  port.store(SHUTDOWN, 1);
  wakeAll(here);
  const pool = [...runtime.pool.values()];
  runtime.pool.clear();
  for (const { index, worker } of pool) void endThread(here, index, worker);
  await Promise.all(pool.map(({ exited }) => exited));
  for (const { index } of pool)
    bury(here, index, new BocError('BOC_WORKER_DIED', 'the runtime gave up', failure));
  port.store(WORKERS, 0);
  drainOrphans(here);
  runtime.phase = 'idle';
  runtime.starting = undefined;
  runtime.ending = undefined;
  kick(here);
};

/** A thread has ended. In good order during stop; else its behaviours are settled and another takes its place. */
export const workerEnded = (index: number, code: number, error: Error | undefined): void => {
  const spawned = runtime.pool.get(index);
  if (spawned === undefined) return;
  const here = thread();
  // One that never was ready fails the start; one that was, and dies while others are still coming up, is replaced like any other.
  const wasRunning = runtime.phase === 'running' || (runtime.phase === 'starting' && spawned.isReady());
  runtime.pool.delete(index);
  bury(here, index, diedOf(index, code, error));
  // It may have died while it woke another.
  wakeAll(here);
  kick(here);
  if (!wasRunning || runtime.ending !== undefined) return;
  runtime.replaced += 1;
  if (runtime.replaced > (runtime.options.replacements ?? REPLACEMENTS)) {
    void giveUp(
      here,
      new BocError('BOC_WORKER_DIED', `${runtime.replaced} workers have died; the last: code ${code}`, error),
    );
    return;
  }
  replace(here, index);
};

const replace = (here: Thread, index: number): void => {
  const next = spawn(here, index, {
    entry: runtime.options.entry,
    modules: [...new Set([...behaviourModules(), ...(runtime.options.modules ?? [])])],
    concurrency: concurrencyOf(runtime.options),
    bootTimeout: runtime.options.bootTimeout ?? BOOT_TIMEOUT,
    resourceLimits: runtime.options.resourceLimits,
    onMessage: runtime.onMessage,
    onExit: workerEnded,
  });
  runtime.pool.set(index, next);
  const settled = async (): Promise<void> => {
    try {
      await next.ready;
      next.worker.unref();
    } catch (failure) {
      if (runtime.phase === 'running' || runtime.phase === 'starting') void giveUp(here, failure as Error);
    }
  };
  void settled();
};
