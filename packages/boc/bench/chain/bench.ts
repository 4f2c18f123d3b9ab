/**
 * Chains that walk around rings of cowns: each step holds two neighbours and the state of its chain. Nothing but the runtime is measured:
 * scheduling, acquiring three cowns, making a result cown, handing the state on. The sizes are those of the Python reference's benchmark.
 */
import { type Cown, cown, noticeSeed, quiesce, start, wait, when } from '@custody/boc';
import { type Contender, race, scaled } from '../harness/measure.ts';
import type { Bench, Row } from '../harness/types.ts';
import { countOf, pack, packedStep, RING, type State, step } from './behaviours.ts';

const RINGS = 8;
const CHAINS_PER_RING = 8;
const STEPS = 3000;

const seed = (steps: number): readonly (readonly Cown<null>[])[] => {
  const rings = Array.from({ length: RINGS }, () => Array.from({ length: RING }, () => cown(null)));
  noticeSeed({ steps, ...Object.fromEntries(rings.map((ring, index) => [`ring ${index}`, ring])) });
  return rings;
};

/** Starts all chains, waits for their ends, and answers how many steps they took together. */
const walk = async <T>(
  steps: number,
  begin: (ring: number, head: number, window: readonly Cown<null>[]) => Cown<T>,
  count: (state: T) => number,
): Promise<{ readonly result: number; readonly milliseconds: number }> => {
  const rings = seed(steps);
  const from = performance.now();
  const states: Cown<T>[] = [];
  for (const [number, ring] of rings.entries()) {
    for (let head = 0; head < RING; head += RING / CHAINS_PER_RING)
      states.push(begin(number, head, ring.slice(head, head + 2)));
  }
  await quiesce();
  const milliseconds = performance.now() - from;
  return { result: states.reduce((sum, state) => sum + count(state.take()), 0), milliseconds };
};

const withObjects = (steps: number): ReturnType<typeof walk> =>
  walk<State>(
    steps,
    (ring, head, window) => {
      const state = cown<State>({ ring, head, count: 0 });
      when(state, window).run(step);
      return state;
    },
    ({ count }) => count,
  );

const withWords = (steps: number): ReturnType<typeof walk> =>
  walk<number>(
    steps,
    (ring, head, window) => {
      const state = cown(pack(ring, head, 0));
      when(state, window).run(packedStep);
      return state;
    },
    countOf,
  );

/** What issue 3 asks for, on one and on two workers. */
const TARGETS: Readonly<Record<string, number>> = {
  'object state, 1 worker': 200_000,
  'object state, 2 workers': 350_000,
};

export const chain: Bench = {
  name: 'chain',
  about: `chain ring: ${RINGS} rings of ${RING} cowns, ${RINGS * CHAINS_PER_RING} chains, 4 cowns per behaviour`,
  run: async ({ scale, rounds }) => {
    const steps = scaled(STEPS, scale);
    const operations = RINGS * CHAINS_PER_RING * steps;
    const on = (workers: number, kind: string, run: Contender['run']): Contender => ({
      label: `${kind}, ${workers} worker${workers === 1 ? '' : 's'}`,
      operations,
      unit: 'behaviours',
      expected: operations,
      open: () => start({ workers }),
      run,
      close: async () => void (await wait()),
    });
    const kinds = [
      ['object state', () => withObjects(steps)],
      ['number state', () => withWords(steps)],
    ] as const;
    const { rows, ratio } = await race(
      kinds.flatMap(([kind, run]) => [on(1, kind, run), on(2, kind, run)]),
      rounds,
    );
    return rows.map((row): Row => {
      if (row.kind !== 'rate') return row;
      const least = TARGETS[row.label];
      const alone = row.label.replace('2 workers', '1 worker');
      return {
        ...row,
        ...(least === undefined ? {} : { atLeast: least }),
        ...(alone === row.label ? {} : { ratio: { ...ratio(row.label, alone), atLeast: 1.8 } }),
      };
    });
  },
};
