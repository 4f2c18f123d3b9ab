/** Memory in the long run: 10 million behaviours with captures over 1,000 cowns must leave nothing behind, with results that nobody asks for and without. */
import process from 'node:process';
import { type Cown, cown, quiesce, start, wait, when } from '@custody/boc';
import { type Tally, tally } from '../fanout/behaviours.ts';
import { expectEqual, scaled, spread } from '../harness/measure.ts';
import type { Bench, Row } from '../harness/types.ts';

const THREADS = 2;
const BEHAVIOURS = 10_000_000;
const COWNS = 1000;
/** Behaviours that wait at the same time, at most: what is measured is what they leave, not the heap of them. */
const WAVE = 20_000;
const MEBIBYTE = 2 ** 20;

type Kind = { readonly label: string; readonly schedule: (one: Cown<Tally>) => void };

const KINDS: readonly Kind[] = [
  {
    label: 'no results',
    schedule: (one) => {
      when(one).post(tally, 1);
    },
  },
  {
    // Each result is a cown with a handle: it goes when the garbage collector finds the handle, which it looks for only now and then.
    label: 'results dropped',
    schedule: (one) => {
      when(one).run(tally, 1);
    },
  },
];

/** Resident MiB after each wave. */
const waves = async ({ schedule }: Kind, count: number, each: number): Promise<readonly number[]> => {
  const cowns = Array.from({ length: COWNS }, (_, index) => cown<Tally>({ name: `cown ${index}`, count: 0 }));
  const sizes: number[] = [];
  for (let number = 0; number < count; number += 1) {
    for (let index = 0; index < each; index += 1) {
      const one = cowns[index % COWNS];
      if (one !== undefined) schedule(one);
    }
    await quiesce();
    sizes.push(process.memoryUsage.rss() / MEBIBYTE);
  }
  const counted = cowns.reduce((sum, one) => sum + one.take().count, 0);
  expectEqual('the sum of the tallies', counted, count * each);
  return sizes;
};

/** Windows rather than moments: garbage comes and goes. What is bounded stands still in the second half. */
const rowsOf = (label: string, sizes: readonly number[]): readonly Row[] => {
  const tenth = Math.max(1, Math.floor(sizes.length / 10));
  const windowAt = (from: number): readonly number[] => sizes.slice(from, from + tenth);
  const row = (period: string, values: readonly number[]): Row => ({
    kind: 'measure',
    label: `${label}: resident, ${period}`,
    unit: 'MiB',
    value: spread(values),
  });
  const [second, middle, last] = [windowAt(tenth), windowAt(tenth * 5), sizes.slice(-tenth)];
  return [
    row('second tenth', second),
    row('sixth tenth', middle),
    row('last tenth', last),
    {
      kind: 'measure',
      label: `${label}: growth since the sixth tenth`,
      unit: 'MiB',
      value: spread([spread(last).median - spread(middle).median]),
      atMost: 32,
    },
  ];
};

export const memory: Bench = {
  name: 'memory',
  about: `${BEHAVIOURS / 1e6} million behaviours over ${COWNS} cowns, ${THREADS} workers, each way`,
  long: true,
  run: async ({ scale }) => {
    const count = scaled(BEHAVIOURS / WAVE, scale, 10);
    const each = scaled((BEHAVIOURS * scale) / count, 1, 100);
    const rows: Row[] = [];
    await start({ workers: THREADS });
    try {
      for (const kind of KINDS) {
        const from = performance.now();
        rows.push(...rowsOf(kind.label, await waves(kind, count, each)));
        const rate = (count * each * 1000) / (performance.now() - from);
        rows.push({
          kind: 'note',
          text: `${kind.label}: ${count * each} behaviours, ${Math.round(rate)} a second`,
        });
      }
      return rows;
    } finally {
      await wait();
    }
  },
};
