import type { Random } from '@custody/testkit';

/** One thing to fuzz: where its inputs come from, and what is done with each. */
export type FuzzTarget = {
  readonly name: string;
  /** Its part of all inputs, relative to the other targets'. */
  readonly share: number;
  /** Milliseconds for one small input; `TIME_BOUND` unless several jobs are done with it. */
  readonly timeBound?: number;
  /** One input, from this stream of numbers alone. */
  readonly input: (random: Random) => Uint8Array;
  /** Hands an input to custody; throws or rejects where custody breaks its word. */
  readonly run: (input: Uint8Array) => Promise<void> | void;
};

/** What a worker is asked to do: inputs `from` to `to` - 1 of one target. */
export type FuzzTask = {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
};

export type FailureKind = 'exception' | 'slow' | 'hang' | 'memory';

/** An input that shows a defect. */
export type FuzzFailure = {
  readonly target: string;
  readonly index: number;
  readonly kind: FailureKind;
  readonly detail: string;
};

export type FuzzMessage =
  | { readonly kind: 'failure'; readonly failure: FuzzFailure }
  | { readonly kind: 'done'; readonly slowest: number; readonly bytes: number };

/** What main thread and worker share: the input being run, and when it began (ms since the run's start). */
export const CELLS = { index: 0, startedAt: 1 } as const;
