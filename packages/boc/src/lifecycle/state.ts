import type { ResourceLimits } from 'node:worker_threads';
import type { TraceEvent } from '../trace/record.ts';
import type { FromWorker } from '../worker/messages.ts';
import type { Spawned } from '../worker/spawn.ts';

export type StartOptions = {
  /** Worker threads, 0 to 63; 0 runs everything on the main thread. Default: one less than the machine runs at once, at least 1. */
  readonly workers?: number;
  /** MiB of shared memory, reserved once per process. Default 1024; pages that are not used cost nothing. */
  readonly memory?: number;
  /** Asynchronous bodies that one worker may be in the middle of at once, at least 1: each holds its cowns. Default 16. */
  readonly concurrency?: number;
  /** Modules to import on every worker besides those whose behaviours are known already. */
  readonly modules?: readonly string[];
  /** Looks for references that were changed outside ownership. Costs an encoding per cown and behaviour. */
  readonly strict?: boolean;
  /** Records every schedule, start and end; see `checkTrace`. */
  readonly trace?: boolean;
  /** Milliseconds until workers must be ready. Default 30,000. */
  readonly bootTimeout?: number;
  /** Milliseconds until running bodies must have ended in `stop`; then their threads are ended by force. Default 10,000. */
  readonly stopTimeout?: number;
  /** Milliseconds that a worker may take to leave once nothing runs any more; then it is ended by force. Default 2,000. */
  readonly leaveTimeout?: number;
  /** The module that workers run, for whoever bundles this library and puts `worker/entry` elsewhere than below the bundle. */
  readonly entry?: URL;
  /** Milliseconds that behaviours may take from the main thread at a time. Default 4. */
  readonly pumpBudget?: number;
  /** Told of exceptions that nobody can see any more. Default: a warning of the process. */
  readonly onUnobserved?: (error: unknown) => void;
  /** Told when a behaviour for the main thread has waited longer than `after` milliseconds. */
  readonly watchdog?: { readonly after: number; readonly onStarve: (waited: number) => void };
  /** Memory limits of each worker, as node:worker_threads has them. */
  readonly resourceLimits?: ResourceLimits;
  /** How many workers that died are replaced before the runtime gives up. Default 64. */
  readonly replacements?: number;
};

/** Milliseconds, where the options say nothing else. */
export const BOOT_TIMEOUT = 30_000;
export const STOP_TIMEOUT = 10_000;
export const LEAVE_TIMEOUT = 2000;
export const PUMP_BUDGET = 4;
/** Workers. */
export const REPLACEMENTS = 64;

export type Phase = 'idle' | 'starting' | 'running' | 'stopping';

/** The one runtime of a process. */
export type RuntimeState = {
  phase: Phase;
  options: StartOptions;
  workers: number;
  pool: Map<number, Spawned>;
  starting: Promise<void> | undefined;
  stopping: Promise<void> | undefined;
  /** The runtime is being given up. */
  ending: Promise<void> | undefined;
  replaced: number;
  everStarted: boolean;
  failure: Error | undefined;
  /** What workers tell. */
  onMessage: (message: FromWorker) => void;
  readonly trace: TraceEvent[];
};

export const runtime: RuntimeState = {
  phase: 'idle',
  options: {},
  workers: 0,
  pool: new Map(),
  starting: undefined,
  stopping: undefined,
  ending: undefined,
  replaced: 0,
  everStarted: false,
  failure: undefined,
  onMessage: () => {},
  trace: [],
};
