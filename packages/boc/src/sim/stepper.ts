import type { Port } from '../memory/port.ts';

/** Thrown to stop a thread between two steps; never seen outside. */
const STOP = Symbol('boc.sim.stop');

/** A thread of the simulation: what it is doing, and the answers that its steps have had so far. */
export type SimThread = {
  readonly name: string;
  readonly work: Generator<SimOperation, void, number>;
  operation: SimOperation | undefined;
  readonly answers: number[];
  /** Sleeps until memory changes (a spin), or until woken (parked on an epoch). */
  state: 'ready' | 'spinning' | 'parked' | 'ended';
  since: number;
  parkedOn: number;
};

/** A piece of protocol code that is run in steps, or a sleep on the epoch at a word. */
export type SimOperation =
  | { readonly kind: 'run'; readonly run: (port: Port) => number }
  | { readonly kind: 'park'; readonly at: number; readonly seen: number };

/**
 * Shared memory for one JavaScript thread. Protocol code keeps no state but in the port, so that it can be stopped before any step by an
 * exception and brought back to that place by running it again on the answers that it had: the very code that runs on real threads.
 */
export type Stepper = {
  readonly words: Int32Array;
  readonly changes: () => number;
  readonly steps: () => number;
  /** Runs a thread for at most `budget` steps. */
  readonly advance: (thread: SimThread, budget: number) => void;
  readonly port: Port;
};

export const stepper = (size: number, threads: readonly SimThread[]): Stepper => {
  const words = new Int32Array(size);
  let current: SimThread | undefined;
  let at = 0;
  let budget = 0;
  let changes = 0;
  let steps = 0;

  const step = (isAtomic: boolean, perform: () => number): number => {
    const answers = current?.answers ?? [];
    if (at < answers.length) {
      at += 1;
      return answers[at - 1] ?? 0;
    }
    if (isAtomic) {
      if (budget === 0) throw STOP;
      budget -= 1;
      steps += 1;
    }
    const answer = perform();
    answers.push(answer);
    at += 1;
    return answer;
  };
  const write = (place: number, value: number): number => {
    const old = words[place] ?? 0;
    words[place] = value;
    if (old !== value) changes += 1;
    return old;
  };

  const port: Port = {
    load: (place) => step(true, () => words[place] ?? 0),
    store: (place, value) => {
      step(true, () => write(place, value));
    },
    add: (place, delta) => step(true, () => write(place, ((words[place] ?? 0) + delta) | 0)),
    compareExchange: (place, expected, value) =>
      step(true, () => ((words[place] ?? 0) === expected ? write(place, value) : (words[place] ?? 0))),
    get: (place) => step(false, () => words[place] ?? 0),
    set: (place, value) => {
      step(false, () => write(place, value));
    },
    pause: () => {
      step(false, () => {
        if (current !== undefined) {
          current.state = 'spinning';
          current.since = changes;
        }
        budget = 0;
        return 0;
      });
    },
    notify: (place, count) => {
      step(true, () => {
        let left = count;
        for (const thread of threads) {
          if (left === 0) break;
          if (thread.state !== 'parked' || thread.parkedOn !== place) continue;
          thread.state = 'ready';
          left -= 1;
        }
        return 0;
      });
    },
    // Nobody is ended in a simulation.
    enter: () => {},
    leave: () => {},
  };

  const next = (thread: SimThread, answer: number): void => {
    thread.answers.length = 0;
    const { value, done } = thread.work.next(answer);
    if (done === true) {
      thread.state = 'ended';
      thread.operation = undefined;
    } else thread.operation = value;
  };

  const advance = (thread: SimThread, most: number): void => {
    current = thread;
    budget = most;
    thread.state = 'ready';
    if (thread.operation === undefined) next(thread, 0);
    while (thread.operation !== undefined) {
      const { operation } = thread;
      if (operation.kind === 'park') {
        // As Atomics.wait does: compare and fall asleep are one step.
        const sleeps = words[operation.at] === operation.seen;
        next(thread, 0);
        if (sleeps && thread.operation !== undefined) {
          thread.state = 'parked';
          thread.parkedOn = operation.at;
          return;
        }
        continue;
      }
      at = 0;
      let answer: number;
      try {
        answer = operation.run(port);
      } catch (thrown) {
        if (thrown === STOP) return;
        throw thrown;
      }
      next(thread, answer);
    }
  };

  return { words, changes: () => changes, steps: () => steps, advance, port };
};
