import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { endThread } from './halt.ts';
import type { FromWorker, WorkerStart } from './messages.ts';

export type SpawnOptions = {
  /** The module that workers run, where it does not stand in its usual place. */
  readonly entry: URL | undefined;
  readonly modules: readonly string[];
  readonly concurrency: number;
  /** Milliseconds until a worker must have imported its modules. */
  readonly bootTimeout: number;
  readonly resourceLimits: ResourceLimits | undefined;
  readonly onMessage: (message: FromWorker) => void;
  /** The thread has ended, expected or not; `error` is what it died of where it told. */
  readonly onExit: (index: number, code: number, error: Error | undefined) => void;
};

export type Spawned = {
  readonly index: number;
  readonly worker: Worker;
  readonly ready: Promise<void>;
  readonly isReady: () => boolean;
  readonly exited: Promise<void>;
};

/** Sources run as they are, and then the package's own name must mean its sources in the worker too. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
/** Beside this module, or below the one that it was bundled into. */
const IS_BUNDLED = !/\/worker\/spawn\.[jt]s$/.test(import.meta.url);
const ENTRY = new URL(
  IS_SOURCE ? './entry.ts' : IS_BUNDLED ? './worker/entry.js' : './entry.js',
  import.meta.url,
);

/** The folder that was given to `enableCompileCache`: below it Node makes one per version, which is what it tells. */
const compileCache = (): string | undefined => {
  const used = getCompileCacheDir();
  return used === undefined ? undefined : dirname(used);
};

/** Starts worker `index` (from 1). `ready` rejects with BocError `BOC_START_FAILED` where it does not come up. */
export const spawn = (here: Thread, index: number, options: SpawnOptions): Spawned => {
  const { modules, concurrency } = options;
  const start: WorkerStart = {
    boc: 'worker',
    buffer: here.buffer,
    index,
    modules,
    concurrency,
    compileCache: compileCache(),
  };
  const worker = new Worker(options.entry ?? ENTRY, {
    workerData: start,
    name: `boc ${index}`,
    ...(IS_SOURCE ? { execArgv: ['--conditions=development'] } : {}),
    ...(options.resourceLimits === undefined ? {} : { resourceLimits: options.resourceLimits }),
  });
  let died: Error | undefined;
  let isReady = false;
  let settle: (error: Error | undefined) => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      settle(
        new BocError('BOC_START_FAILED', `worker ${index} was not ready within ${options.bootTimeout} ms`),
      );
      void endThread(here, index, worker);
    }, options.bootTimeout);
    settle = (error) => {
      clearTimeout(timer);
      if (error === undefined) resolve();
      else reject(error);
    };
  });
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') {
      isReady = true;
      settle(undefined);
    } else if (message.kind === 'failed') {
      const cause = new Error(message.message);
      cause.stack = message.stack;
      settle(
        new BocError(
          'BOC_START_FAILED',
          `worker ${index} could not import ${message.module}: ${message.message}\n${message.stack}`,
          cause,
        ),
      );
    } else options.onMessage(message);
  });
  worker.on('error', (error: unknown) => {
    died = error instanceof Error ? error : new Error(String(error));
  });
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      settle(
        new BocError(
          'BOC_START_FAILED',
          `worker ${index} ended with code ${code} before it was ready${died === undefined ? '' : `: ${died.stack ?? died.message}`}`,
          died,
        ),
      );
      resolve();
      options.onExit(index, code, died);
    });
  });
  return { index, worker, ready, isReady: () => isReady, exited };
};
