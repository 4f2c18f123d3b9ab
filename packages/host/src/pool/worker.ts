import { Worker } from 'node:worker_threads';
import { noteForeignTemporary, removeForeignTemporaries } from '../files/temporaries.ts';
import { reasonOf } from './reason.ts';
import { POOL_WORKER } from './serve.ts';
import type { FromWorker, TaskResult } from './types.ts';

export type WorkerEvents = {
  /** Its module was loaded: what goes wrong from now on is a task's doing. */
  readonly onReady: () => void;
  readonly onProgress: (index: number, n: number) => void;
  /** The task that it was given is done or failed; `alive` says whether the worker can take another. */
  readonly onResult: (index: number, result: TaskResult<unknown>, alive: boolean) => void;
};

/** One worker thread with at most one task in hand. */
export type PoolWorker = {
  readonly give: (index: number, task: unknown) => void;
  readonly end: () => Promise<void>;
};

/** From source, Node runs TypeScript by itself, and packages must be found as source too; in the bundle all is JavaScript. */
const conditions = (url: URL): string[] => (url.pathname.endsWith('.ts') ? ['--conditions=development'] : []);

export const startWorker = (
  url: URL,
  workerData: unknown,
  maxHeap: number,
  events: WorkerEvents,
): PoolWorker => {
  const worker = new Worker(url, {
    workerData: { kind: POOL_WORKER, data: workerData },
    execArgv: conditions(url),
    resourceLimits: { maxOldGenerationSizeMb: maxHeap },
  });
  let current: number | undefined;
  let failure: string | undefined;
  let ended = false;

  const settle = (result: TaskResult<unknown>, alive: boolean): void => {
    const index = current;
    current = undefined;
    if (index !== undefined) events.onResult(index, result, alive);
  };
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'temporary') noteForeignTemporary(worker, message.path, message.live);
    else if (message.kind === 'ready') events.onReady();
    else if (message.index !== current) return;
    else if (message.kind === 'progress') events.onProgress(message.index, message.n);
    else settle(message.result, true);
  });
  worker.on('messageerror', (error) => {
    failure = reasonOf(error);
    void worker.terminate();
  });
  worker.on('error', (error) => {
    failure = reasonOf(error);
  });
  // Comes last in every case, also after an error: only now is the thread gone and what it left can be removed.
  worker.on('exit', (code) => {
    ended = true;
    removeForeignTemporaries(worker);
    settle({ kind: 'failed', reason: failure ?? `its worker ended by itself with exit code ${code}` }, false);
  });
  return {
    give: (index, task) => {
      current = index;
      worker.postMessage({ index, task }, []);
    },
    end: async () => {
      current = undefined;
      if (!ended) await worker.terminate();
    },
  };
};
