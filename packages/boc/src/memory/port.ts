import { HALT, INSIDE, threadBase } from './layout.ts';

/**
 * Shared words, and how a thread waits on them. All protocol code (schedule, queue, arena) is written against this port only and keeps
 * no state elsewhere, so that the simulator can stop it before any step and run it again up to there.
 * Indices are in 32-bit words.
 */
export type Port = {
  readonly load: (at: number) => number;
  readonly store: (at: number, value: number) => void;
  /** Answers the old value. */
  readonly add: (at: number, delta: number) => number;
  /** Answers the old value: the exchange was made if that is `expected`. */
  readonly compareExchange: (at: number, expected: number, value: number) => number;
  /** Plain access: only under the lock that guards the word, or by its only owner. */
  readonly get: (at: number) => number;
  readonly set: (at: number, value: number) => void;
  /** One turn of a spin that has failed `turns` times. */
  readonly pause: (turns: number) => void;
  readonly notify: (at: number, count: number) => void;
  /**
   * Around steps that must not be left half done: a thread that is to be ended is stopped before it enters, and not in between. May be nested.
   */
  readonly enter: () => void;
  readonly leave: () => void;
};

/** Where a spin stops burning its core and lets the system run the thread it waits for. */
const SPINS_BEFORE_SLEEP = 2000;

/**
 * The port of thread `self` over real shared memory. Number 0 is Node's main thread: it never sleeps, for that would hold up every
 * worker's start and output, and it is never ended.
 */
export const realPort = (words: Int32Array<SharedArrayBuffer>, self: number): Port => {
  const never = new Int32Array(new SharedArrayBuffer(4));
  const maySleep = self !== 0;
  const inside = threadBase(self) + INSIDE;
  const halt = threadBase(self) + HALT;
  let depth = 0;
  return {
    load: (at) => Atomics.load(words, at),
    store: (at, value) => {
      Atomics.store(words, at, value);
    },
    add: (at, delta) => Atomics.add(words, at, delta),
    compareExchange: (at, expected, value) => Atomics.compareExchange(words, at, expected, value),
    get: (at) => words[at] ?? 0,
    set: (at, value) => {
      words[at] = value;
    },
    pause: (turns) => {
      if (maySleep && turns % SPINS_BEFORE_SLEEP === 0) Atomics.wait(never, 0, 0, 0.05);
    },
    notify: (at, count) => {
      Atomics.notify(words, at, count);
    },
    enter: () => {
      depth += 1;
      if (depth > 1 || !maySleep) return;
      // First this, then the look: whoever sets the other and then finds us outside knows that we shall stop here.
      Atomics.store(words, inside, 1);
      if (Atomics.load(words, halt) === 0) return;
      Atomics.store(words, inside, 0);
      Atomics.wait(never, 0, 0);
    },
    leave: () => {
      depth -= 1;
      if (depth === 0 && maySleep) Atomics.store(words, inside, 0);
    },
  };
};
