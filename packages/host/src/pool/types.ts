/** What became of one task. A failure is of the machinery (a crash, out of memory): what a task finds is its result. */
export type TaskResult<Result> =
  | { readonly kind: 'done'; readonly value: Result }
  | { readonly kind: 'failed'; readonly reason: string };

/** What a task is given beside itself. */
export type TaskContext = {
  /** Passed by the caller of `runPool` to every worker, once. */
  readonly workerData: unknown;
  /** Aborted when the run is; a task on a worker is also ended from outside. */
  readonly signal: AbortSignal;
  /** Says that `n` more of whatever the caller counts is done. */
  readonly progress: (n: number) => void;
};

/** What a worker module does with one task. Task and result must be structured-cloneable. */
export type RunTask = (task: unknown, context: TaskContext) => unknown;

export type PoolOptions<Task, Result> = {
  /** A module that exports `run: RunTask` and calls `serveTasks(run)`. */
  readonly workerUrl: URL;
  /** In the order in which they are started: largest first is the caller's to arrange. */
  readonly tasks: readonly Task[];
  /** Workers at most. With fewer than two, or one task, everything runs in this thread. */
  readonly size: number;
  /** Called once for each task, in the order in which they end. */
  readonly onResult: (index: number, result: TaskResult<Result>) => void;
  readonly onProgress?: (index: number, n: number) => void;
  readonly signal?: AbortSignal;
  readonly workerData?: unknown;
  /** Mebibytes of JavaScript heap that one worker may have; a task that needs more fails alone. 1024 by default. */
  readonly maxHeap?: number;
};

/** What goes to a worker, and what comes back. */
export type ToWorker = { readonly index: number; readonly task: unknown };
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly index: number; readonly n: number }
  | { readonly kind: 'result'; readonly index: number; readonly result: TaskResult<unknown> }
  | { readonly kind: 'temporary'; readonly path: string; readonly live: boolean };
