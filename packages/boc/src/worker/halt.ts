import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Thread } from '../context/thread.ts';
import { HALT, INSIDE, threadBase } from '../memory/layout.ts';

/** Milliseconds that a thread may take to get out of a step: far longer than any lasts, on a machine with other things to do. */
const PATIENCE = 2000;

/**
 * Ends a live worker at a moment when it is in the midst of no step of the protocol: from now on it stops before the next one
 * (`Port.enter`), and once it is outside it is ended. One that does not get out (a class's own code may run inside) is ended all the same;
 * `bury` then breaks its locks.
 */
export const endThread = async ({ port }: Thread, index: number, worker: Worker): Promise<void> => {
  const base = threadBase(index);
  port.store(base + HALT, 1);
  const until = performance.now() + PATIENCE;
  while (port.load(base + INSIDE) !== 0 && performance.now() < until) await sleep(1);
  await worker.terminate();
};
