import { describe, expect, test } from 'vitest';
import { explore, simulate } from '../index.ts';
import { COWN_LOCK } from '../cown/slot.ts';
import { lock, unlock } from '../memory/lock.ts';
import { BUMP, HEAP, LIMIT, REFILL } from '../memory/layout.ts';
import { randomProgram } from './program.ts';
import { seeded } from './random.ts';
import { type SimOperation, type SimThread, stepper } from './stepper.ts';

describe('simulated interleavings', () => {
  test.each([1, 2, 3])('find nothing wrong with %i workers', (workers) => {
    const result = explore({ runs: 1000, seed: workers * 1_000_000, workers });
    expect(result.failure).toBeUndefined();
    expect(result.runs).toBe(1000);
    // They do interleave: far more often than once per behaviour.
    expect(result.switches).toBeGreaterThan(result.runs * 20);
  });

  test('the same seed gives the same run, step by step', () => {
    const program = randomProgram(seeded(7));
    const first = simulate({ seed: 42, program });
    expect(simulate({ seed: 42, program })).toEqual(first);
    // Other seeds go other ways; now and then one goes the same.
    const others = Array.from({ length: 8 }, (_, index) => simulate({ seed: 43 + index, program }).trace);
    expect(
      others.filter((trace) => JSON.stringify(trace) !== JSON.stringify(first.trace)).length,
    ).toBeGreaterThan(2);
  });

  test('a behaviour whose turn never comes is told', () => {
    const program = { cowns: 1, main: [{ writes: [0], reads: [], children: [] }] };
    // Without workers nobody takes what is queued.
    const { violations } = simulate({ seed: 1, program, workers: 0 });
    expect(violations.join()).toContain('stuck with 1 unfinished');
  });
});

describe('the stepper', () => {
  const increments = (safe: boolean, seed: number): number => {
    const words = { at: 0 };
    function* work(self: number): Generator<SimOperation, void, number> {
      for (let time = 0; time < 3; time += 1)
        yield {
          kind: 'run',
          run: (port) => {
            if (safe) lock(port, words.at + COWN_LOCK, self);
            const value = port.load(words.at + 7);
            port.store(words.at + 7, value + 1);
            if (safe) unlock(port, words.at + COWN_LOCK);
            return 0;
          },
        };
    }
    const threads = [1, 2, 3].map(
      (self): SimThread => ({
        name: `${self}`,
        work: work(self),
        operation: undefined,
        answers: [],
        state: 'ready',
        since: 0,
        parkedOn: 0,
      }),
    );
    const sim = stepper(HEAP + 256, threads);
    sim.words[BUMP] = HEAP;
    sim.words[LIMIT] = sim.words.length;
    sim.words[REFILL] = 1;
    words.at = HEAP + 64;
    const random = seeded(seed);
    for (;;) {
      const ready = threads.filter(
        ({ state, since }) => state === 'ready' || (state === 'spinning' && since !== sim.changes()),
      );
      const thread = ready[Math.floor(random() * ready.length)];
      if (thread === undefined) return sim.words[words.at + 7] ?? 0;
      sim.advance(thread, 1);
    }
  };

  test('shows a lost update that is there, and none under a lock', () => {
    const seeds = Array.from({ length: 50 }, (_, seed) => seed);
    expect(seeds.some((seed) => increments(false, seed) < 9)).toBe(true);
    expect(seeds.every((seed) => increments(true, seed) === 9)).toBe(true);
  });
});
