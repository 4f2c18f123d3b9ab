/** What one call costs: behaviours that do nothing, driven from the main thread, which awaits each; beside the worker pools. */
import { start, wait, when } from '@custody/boc';
import { inFlight } from '../harness/in-flight.ts';
import { type Contender, race, scaled } from '../harness/measure.ts';
import type { Bench, Row } from '../harness/types.ts';
import { closePools, openPools } from '../pools/pools.ts';
import { nothing } from './behaviours.ts';

const THREADS = 2;
const TASKS = 40_000;

/** Issue 3: how many times the best of the pools, by how many are in flight. */
const TARGETS = [
  { width: 1, atLeast: 3 },
  { width: 64, atLeast: 4 },
] as const;

type Caller = { readonly label: string; readonly call: () => Promise<unknown> };

const contender = ({ label, call }: Caller, tasks: number, width: number): Contender => ({
  label,
  operations: tasks,
  unit: 'tasks',
  expected: tasks,
  run: async () => ({ result: await inFlight(tasks, width, call) }),
});

const fastest = (rows: readonly Row[]): string =>
  rows.reduce<{ readonly label: string; readonly rate: number }>(
    (best, row) =>
      row.kind === 'rate' && row.label !== 'boc' && row.perSecond.max > best.rate
        ? { label: row.label, rate: row.perSecond.max }
        : best,
    { label: '', rate: 0 },
  ).label;

export const empty: Bench = {
  name: 'empty',
  about: `empty tasks from the main thread, which awaits each; ${THREADS} threads; held against the fastest pool`,
  run: async ({ scale, rounds }) => {
    const pools = await openPools(THREADS);
    await start({ workers: THREADS });
    const callers: readonly Caller[] = [
      { label: 'boc', call: () => when().ask(nothing) },
      ...pools.map(({ label, run }) => ({ label, call: () => run('nothing') })),
    ];
    try {
      const found: Row[] = [];
      for (const { width, atLeast } of TARGETS) {
        const tasks = scaled(TASKS, scale, width);
        const { rows, ratio } = await race(
          callers.map((caller) => contender(caller, tasks, width)),
          rounds,
        );
        found.push({ kind: 'note', text: `${width} in flight` });
        for (const row of rows)
          found.push(
            row.kind === 'rate' && row.label === 'boc'
              ? { ...row, ratio: { ...ratio('boc', fastest(rows)), atLeast } }
              : row,
          );
      }
      return found;
    } finally {
      await wait();
      await closePools(pools);
    }
  },
};
