import { AsyncLocalStorage } from 'node:async_hooks';
import { BocError } from '../errors/errors.ts';

/** The behaviour that the running code belongs to. */
export type Running = {
  readonly record: number;
  readonly number: number;
  readonly origin: number;
  /** Made when first asked for. */
  abort: AbortController | undefined;
  /** Set when it was aborted before anybody asked. */
  reason: unknown;
  aborted: boolean;
  ended: boolean;
  /** The noticeboard as this behaviour first saw it. */
  notices: ReadonlyMap<string, unknown> | undefined;
};

type Body = (...parameters: never[]) => unknown;

const storage = new AsyncLocalStorage<Running>();
let synchronous: Running | undefined;

/** The behaviour whose body runs here, also after an `await` inside an async function. */
export const current = (): Running | undefined => synchronous ?? storage.getStore();

/** Runs a body that returns before anything else runs on this thread. */
export const runInside = (running: Running, body: Body, parameters: readonly unknown[]): unknown => {
  const before = synchronous;
  synchronous = running;
  try {
    return body(...(parameters as never[]));
  } finally {
    synchronous = before;
  }
};

/** Runs an async function: what it awaits still knows the behaviour. */
export const runInsideAsync = (running: Running, body: Body, parameters: readonly unknown[]): unknown =>
  storage.run(running, () => {
    const before = synchronous;
    synchronous = undefined;
    try {
      return body(...(parameters as never[]));
    } finally {
      synchronous = before;
    }
  });

/** Code that runs for other reasons than the behaviour that happens to be on the stack. */
export const runOutside = <T>(body: () => T): T => {
  const before = synchronous;
  synchronous = undefined;
  try {
    return storage.exit(body);
  } finally {
    synchronous = before;
  }
};

/** Refuses what would wait for other behaviours while this one holds cowns: that is how deadlocks are made. */
export const refuseInside = (what: string): void => {
  if (current() !== undefined)
    throw new BocError(
      'BOC_BLOCKING_CALL',
      `${what} waits for other behaviours, so it cannot be called inside one: schedule what comes after with when(…)`,
    );
};

/** Aborted when the behaviour's time is up or its caller cancels it. Only inside a body. */
export const signal = (): AbortSignal => {
  const running = current();
  if (running === undefined)
    throw new BocError('BOC_OUTSIDE_BEHAVIOUR', 'signal() tells about the running behaviour; there is none');
  if (running.abort === undefined) {
    running.abort = new AbortController();
    if (running.aborted) running.abort.abort(running.reason);
  }
  return running.abort.signal;
};

export const abortRunning = (running: Running, reason: unknown): void => {
  if (running.aborted) return;
  running.aborted = true;
  running.reason = reason;
  running.abort?.abort(reason);
};
