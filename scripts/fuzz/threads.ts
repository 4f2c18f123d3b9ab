import { Worker } from 'node:worker_threads';
import { HANG_BOUND, HEAP_BOUND, RSS_BOUND } from './bounds.ts';
import { CELLS, type FuzzFailure, type FuzzMessage, type FuzzTask } from './types.ts';

export type TaskDone = { readonly slowest: number; readonly bytes: number; readonly milliseconds: number };

export type Watch = {
  readonly onFailure: (failure: FuzzFailure) => void;
  readonly onDone: (task: FuzzTask, done: TaskDone) => void;
  /** Highest resident memory seen, in bytes. */
  readonly onMemory: (rss: number) => void;
};

const LOOK_EVERY = 50;

type Fate =
  | { readonly kind: 'done'; readonly slowest: number; readonly bytes: number }
  | { readonly kind: 'lost'; readonly failure: FuzzFailure };

const startThread = (): { readonly worker: Worker; readonly cells: Int32Array; readonly epoch: number } => {
  const cells = new Int32Array(new SharedArrayBuffer(8));
  const epoch = Date.now();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { cells, epoch },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_BOUND },
  });
  worker.setMaxListeners(0);
  return { worker, cells, epoch };
};

/** Gives a task to a thread and waits until it is done, or hangs, runs out of memory or dies. */
const watched = async (
  { worker, cells, epoch }: ReturnType<typeof startThread>,
  task: FuzzTask,
  watch: Watch,
): Promise<Fate> => {
  const { promise, resolve } = Promise.withResolvers<Fate>();
  const lost = (kind: FuzzFailure['kind'], detail: string): void =>
    resolve({
      kind: 'lost',
      failure: { target: task.target, index: Atomics.load(cells, CELLS.index), kind, detail },
    });
  Atomics.store(cells, CELLS.index, task.from);
  // Loading the code and making the seeds is no input's time.
  Atomics.store(cells, CELLS.startedAt, Date.now() - epoch + HANG_BOUND);
  const onMessage = (message: FuzzMessage): void => {
    if (message.kind === 'failure') watch.onFailure(message.failure);
    else resolve(message);
  };
  const onError = (error: Error & { code?: string }): void =>
    lost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'exception', error.stack ?? error.message);
  const onExit = (): void => lost('exception', 'the thread ended');
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  const timer = setInterval(() => {
    const rss = process.memoryUsage.rss();
    watch.onMemory(rss);
    const running = Date.now() - epoch - Atomics.load(cells, CELLS.startedAt);
    if (running > HANG_BOUND) lost('hang', `still running after ${running} ms`);
    if (rss > RSS_BOUND * 2 ** 20)
      lost('memory', `${Math.round(rss / 2 ** 20)} MiB resident, ${RSS_BOUND} are allowed`);
  }, LOOK_EVERY);
  worker.postMessage(task, []);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  }
};

/** One thread's life: takes tasks until there are none; a thread that is lost is replaced and goes on behind the input that it was lost with. */
export const runThread = async (next: () => FuzzTask | undefined, watch: Watch): Promise<void> => {
  let thread = startThread();
  try {
    for (let task = next(); task !== undefined; task = next()) {
      let rest = task;
      for (;;) {
        const started = performance.now();
        const fate = await watched(thread, rest, watch);
        if (fate.kind === 'done') {
          watch.onDone(task, { ...fate, milliseconds: performance.now() - started });
          break;
        }
        watch.onFailure(fate.failure);
        thread.worker.on('error', () => {});
        await thread.worker.terminate();
        thread = startThread();
        rest = { ...rest, from: Math.max(fate.failure.index, rest.from) + 1 };
      }
    }
  } finally {
    await thread.worker.terminate();
  }
};
