/** One thread schedules, all others run: how fast a main program can hand out independent work, beside posting messages to as many workers. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { cown, quiesce, start, wait, when } from '@custody/boc';
import { type Contender, race, scaled } from '../harness/measure.ts';
import type { Bench } from '../harness/types.ts';
import { increment } from './behaviours.ts';

const THREADS = 2;
const BEHAVIOURS = 300_000;
const COWNS = 1000;

const boc = (count: number): Contender => ({
  label: 'boc',
  operations: count,
  unit: 'behaviours',
  expected: count,
  open: () => start({ workers: THREADS }),
  run: async () => {
    const counters = Array.from({ length: COWNS }, () => cown(0));
    for (let scheduled = 0; scheduled < count; ) {
      for (const counter of counters) {
        if (scheduled === count) break;
        when(counter).post(increment);
        scheduled += 1;
      }
    }
    await quiesce();
    return { result: counters.reduce((sum, counter) => sum + counter.take(), 0) };
  },
  close: async () => {
    await wait();
  },
});

const posting = (count: number): Contender => {
  let workers: readonly Worker[] = [];
  return {
    label: 'postMessage',
    operations: count,
    unit: 'behaviours',
    expected: count,
    open: async () => {
      workers = Array.from(
        { length: THREADS },
        () => new Worker(new URL('./post-worker.ts', import.meta.url)),
      );
      await Promise.all(workers.map((worker) => once(worker, 'online')));
    },
    run: async () => {
      for (let sent = 0; sent < count; sent += 1) workers[sent % THREADS]?.postMessage(1, []);
      const answers = workers.map((worker) => once(worker, 'message'));
      for (const worker of workers) worker.postMessage('how many?', []);
      const counts = (await Promise.all(answers)) as readonly (readonly number[])[];
      return { result: counts.reduce((sum, [one = 0]) => sum + one, 0) };
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
};

export const fanout: Bench = {
  name: 'fanout',
  about: `the main thread schedules, ${THREADS} threads run: ${COWNS} cowns in turn`,
  run: async ({ scale, rounds }) => {
    const count = scaled(BEHAVIOURS, scale);
    const { rows } = await race([posting(count), boc(count)], rounds, 'postMessage');
    return rows;
  },
};
