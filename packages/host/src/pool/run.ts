import { assertGoing } from '../files/sink.ts';
import { runInline } from './inline.ts';
import type { PoolOptions, TaskResult } from './types.ts';
import { type PoolWorker, startWorker } from './worker.ts';

/** Workers that may fail to load before the run gives up on starting more. */
const MOST_FAILED_STARTS = 4;

const runThreaded = async <Task, Result>(options: PoolOptions<Task, Result>): Promise<void> => {
  const { tasks, signal } = options;
  const workers = new Set<PoolWorker>();
  let next = 0;
  let left = tasks.length;
  let ready = false;
  let failedStarts = 0;

  try {
    await new Promise<void>((resolve, reject) => {
      const guarded = (step: () => void): void => {
        try {
          step();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      const feed = (worker: PoolWorker): void => {
        for (; next < tasks.length; ) {
          const index = next;
          next += 1;
          try {
            worker.give(index, tasks[index]);
            return;
          } catch (error) {
            // The task cannot be cloned: its own fault, and the worker is still free.
            finish(index, { kind: 'failed', reason: String(error) });
          }
        }
        workers.delete(worker);
        void worker.end();
      };
      const finish = (index: number, result: TaskResult<unknown>): void => {
        left -= 1;
        options.onResult(index, result as TaskResult<Result>);
        if (left === 0) resolve();
      };
      const start = (): void => {
        const worker = startWorker(options.workerUrl, options.workerData, options.maxHeap ?? 1024, {
          onReady: () => {
            ready = true;
          },
          onProgress: (index, n) => guarded(() => options.onProgress?.(index, n)),
          onResult: (index, result, alive) =>
            guarded(() => {
              if (!alive) workers.delete(worker);
              finish(index, result);
              if (alive) {
                feed(worker);
                return;
              }
              if (!ready) failedStarts += 1;
              // A module that never loads will not load for the thousandth task either.
              if (failedStarts >= MOST_FAILED_STARTS) while (next < tasks.length) finish(next++, result);
              else if (next < tasks.length) start();
            }),
        });
        workers.add(worker);
        feed(worker);
      };
      signal?.addEventListener('abort', () => guarded(() => assertGoing(signal)), { once: true });
      for (let i = 0; i < Math.min(options.size, tasks.length); i += 1) start();
    });
  } finally {
    await Promise.all([...workers].map((worker) => worker.end()));
  }
};

/**
 * Runs every task on a pool of worker threads that pull them in order; a worker that crashes, ends or runs out of
 * memory fails the task it had in hand and is replaced. With `size` below two, or a single task, the worker module
 * is imported and run in this thread instead. Resolves when every task has had its `onResult`; rejects with HostError
 * `aborted` soon after `signal`, with the workers ended, or with what `onResult` throws.
 */
export const runPool = async <Task, Result>(options: PoolOptions<Task, Result>): Promise<void> => {
  assertGoing(options.signal);
  if (options.tasks.length === 0) return;
  if (options.size < 2 || options.tasks.length === 1) await runInline(options);
  else await runThreaded(options);
};
