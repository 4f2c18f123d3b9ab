import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { listenForTemporaries } from '../files/temporaries.ts';
import { reasonOf } from './reason.ts';
import type { FromWorker, RunTask, ToWorker } from './types.ts';

/** Marks the workers that `runPool` starts: the same module may be imported by a worker of somebody else. */
export const POOL_WORKER = 'custody-pool-worker';

type PoolWorkerData = { readonly kind: typeof POOL_WORKER; readonly data: unknown };

const poolData = (data: unknown): PoolWorkerData | undefined =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === POOL_WORKER
    ? (data as PoolWorkerData)
    : undefined;

/**
 * The other side of `runPool`, called once by a worker module with its `run`. Does nothing in the main thread, so that
 * the same module can be imported there and run inline.
 */
export const serveTasks = (run: RunTask): void => {
  const data = poolData(workerData);
  const port = parentPort;
  if (isMainThread || port === null || data === undefined) return;
  const send = (message: FromWorker): void => port.postMessage(message);
  listenForTemporaries((path, live) => send({ kind: 'temporary', path, live }));
  const { signal } = new AbortController();

  const serve = async ({ index, task }: ToWorker): Promise<void> => {
    const progress = (n: number): void => send({ kind: 'progress', index, n });
    try {
      const value = await run(task, { workerData: data.data, signal, progress });
      send({ kind: 'result', index, result: { kind: 'done', value } });
    } catch (error) {
      // Also for a result that cannot be cloned: the send above throws then.
      send({ kind: 'result', index, result: { kind: 'failed', reason: reasonOf(error) } });
    }
  };
  port.on('message', (message: ToWorker) => void serve(message));
  send({ kind: 'ready' });
};
