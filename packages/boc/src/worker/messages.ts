import type { TraceEvent } from '../trace/record.ts';

/** What a worker is started with. */
export type WorkerStart = {
  readonly boc: 'worker';
  readonly buffer: SharedArrayBuffer;
  readonly index: number;
  /** Modules with behaviours, imported before the worker is ready. */
  readonly modules: readonly string[];
  /** Asynchronous bodies that it may be in the middle of at once. */
  readonly concurrency: number;
  /** Where the main thread keeps compiled code, if it does: a thread does not look there by itself. */
  readonly compileCache: string | undefined;
};

/** What a worker tells the main thread. Rare things only: behaviours never travel this way. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly module: string; readonly message: string; readonly stack: string }
  | { readonly kind: 'unobserved'; readonly name: string; readonly message: string; readonly stack: string }
  | { readonly kind: 'unpin'; readonly slot: number }
  | { readonly kind: 'trace'; readonly events: readonly TraceEvent[] }
  | { readonly kind: 'bye' };
