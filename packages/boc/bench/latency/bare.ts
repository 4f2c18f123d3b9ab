import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { nanoseconds } from './behaviours.ts';

export type Bare = {
  /** Microseconds from the call until the thread runs, once it has slept for `idle` milliseconds; undefined: it looks all the time. */
  readonly wake: (times: number, idle: number | undefined) => Promise<readonly number[]>;
  readonly close: () => Promise<void>;
};

/** A bare thread on shared memory: what the machine needs at least, whatever is built on it. */
export const startBare = async (): Promise<Bare> => {
  const words = new Int32Array(new SharedArrayBuffer(16));
  const times = new Float64Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('./bare-worker.ts', import.meta.url), { workerData: { words, times } });
  await once(worker, 'message');
  const wakeOnce = (): number => {
    const answered = Atomics.load(words, 2);
    const from = nanoseconds();
    Atomics.add(words, 0, 1);
    Atomics.notify(words, 0);
    while (Atomics.load(words, 2) === answered);
    return ((times[0] ?? 0) - from) / 1000;
  };
  return {
    wake: async (count, idle) => {
      Atomics.store(words, 1, idle === undefined ? 1 : 0);
      // From sleeping to looking, or back, takes one call.
      wakeOnce();
      const found: number[] = [];
      for (let left = count; left > 0; left -= 1) {
        if (idle !== undefined) await sleep(idle);
        found.push(wakeOnce());
      }
      return found;
    },
    close: async () => {
      await worker.terminate();
    },
  };
};
