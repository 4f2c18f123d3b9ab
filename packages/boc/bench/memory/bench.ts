/** Memory in the long run: 10 million behaviours with captures and results over 1,000 cowns must leave nothing behind. */
import process from 'node:process';
import { type Cown, cown, quiesce, start, wait, when } from '@custody/boc';
import { tally, type Tally } from '../fanout/behaviours.ts';
import { expectEqual, scaled, spread } from '../harness/measure.ts';
import type { Bench } from '../harness/types.ts';

const THREADS = 2;
const BEHAVIOURS = 10_000_000;
const COWNS = 1000;
/** Behaviours that wait at the same time, at most: what is measured is what they leave, not the heap of them. */
const WAVE = 20_000;
const MEBIBYTE = 2 ** 20;

const wave = async (cowns: readonly Cown<Tally>[], count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    const one = cowns[index % cowns.length];
    if (one !== undefined) when(one).run(tally, 1);
  }
  await quiesce();
};

export const memory: Bench = {
  name: 'memory',
  about: `${BEHAVIOURS / 1e6} million behaviours over ${COWNS} cowns, ${THREADS} workers; growth after the first tenth`,
  long: true,
  run: async ({ scale }) => {
    const waves = scaled(BEHAVIOURS / WAVE, scale, 10);
    const each = Math.min(WAVE, scaled(BEHAVIOURS, scale, 100));
    await start({ workers: THREADS });
    try {
      const cowns = Array.from({ length: COWNS }, (_, index) =>
        cown<Tally>({ name: `cown ${index}`, count: 0 }),
      );
      const sizes: number[] = [];
      const from = performance.now();
      for (let number = 0; number < waves; number += 1) {
        await wave(cowns, each);
        sizes.push(process.memoryUsage.rss() / MEBIBYTE);
      }
      const seconds = (performance.now() - from) / 1000;
      const counted = cowns.reduce((sum, one) => sum + one.take().count, 0);
      expectEqual('10 million behaviours', counted, waves * each);
      // Two windows rather than two moments: garbage comes and goes.
      const tenth = Math.max(1, Math.floor(waves / 10));
      const early = spread(sizes.slice(tenth, tenth * 2)).median;
      const late = spread(sizes.slice(-tenth)).median;
      const rate = (waves * each) / seconds;
      return [
        {
          kind: 'measure',
          label: 'resident, second tenth',
          unit: 'MiB',
          value: spread(sizes.slice(tenth, tenth * 2)),
        },
        { kind: 'measure', label: 'resident, last tenth', unit: 'MiB', value: spread(sizes.slice(-tenth)) },
        {
          kind: 'measure',
          label: 'growth between them',
          unit: 'MiB',
          value: spread([late - early]),
          atMost: 32,
        },
        {
          kind: 'note',
          text: `${waves * each} behaviours, ${Math.round(rate)} a second, results made and dropped`,
        },
      ];
    } finally {
      await wait();
    }
  },
};
