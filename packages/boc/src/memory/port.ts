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
};

/** Where a spin stops burning its core and lets the system run the thread it waits for. */
const SPINS_BEFORE_SLEEP = 2000;

/**
 * The port over real shared memory.
 *
 * @param maySleep false on Node's main thread, where a blocking wait would hold up every worker's start and output.
 */
export const realPort = (words: Int32Array<SharedArrayBuffer>, maySleep: boolean): Port => {
  const never = new Int32Array(new SharedArrayBuffer(4));
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
  };
};
