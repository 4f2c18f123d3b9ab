/** How long nothing takes: until a behaviour begins, until workers are there and gone again; and what they cost while there is nothing to do. */
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { start, wait, when } from '@custody/boc';
import { scaled, spread } from '../harness/measure.ts';
import type { Bench, Row } from '../harness/types.ts';
import { startBare } from './bare.ts';
import { nanoseconds, now } from './behaviours.ts';

const THREADS = 2;
/** Longer than a worker looks around before it sleeps. */
const IDLE = 10;
const WAKES = 200;

/** Microseconds from `when` to the first line of the body, after an idle time, or with the next call straight after the last answer. */
const wake = async (times: number, idle: number | undefined): Promise<readonly number[]> => {
  const found: number[] = [];
  for (let left = times; left > 0; left -= 1) {
    if (idle !== undefined) await sleep(idle);
    const from = nanoseconds();
    found.push(((await when().ask(now)) - from) / 1000);
  }
  return found;
};

/** Microseconds that issue 3 asks for. */
const ASLEEP = 15;

/** What this machine needs to wake a thread at all is not ours to better. */
const floorNote = (bare: number, boc: number): readonly Row[] => [
  {
    kind: 'note',
    text: `boc wakes a sleeping worker in ${(boc / bare).toFixed(1)} times what a bare thread takes${bare > ASLEEP ? `; that alone is ${bare.toFixed(0)} µs here, so the target cannot be had on this machine` : ''}`,
  },
];

const wakes = async (scale: number): Promise<readonly Row[]> => {
  const [parked, spinning] = [scaled(WAKES, scale, 5), scaled(WAKES * 50, scale, 50)];
  await start({ workers: THREADS });
  const bare = await startBare();
  try {
    await wake(spinning, undefined);
    await bare.wake(spinning, undefined);
    const row = (label: string, values: readonly number[], atMost?: number): Row => ({
      kind: 'measure',
      label,
      unit: 'µs',
      value: spread(values),
      ...(atMost === undefined ? {} : { atMost }),
    });
    const [bareAsleep, asleep] = [await bare.wake(parked, IDLE), await wake(parked, IDLE)];
    return [
      row('a sleeping thread woken by Atomics.notify', bareAsleep),
      row('boc, workers asleep', asleep, ASLEEP),
      ...floorNote(spread(bareAsleep).median, spread(asleep).median),
      row('a thread that looks at shared memory', await bare.wake(spinning, undefined)),
      row('boc, straight after the last answer', await wake(spinning, undefined), 3),
    ];
  } finally {
    await bare.close();
    await wait();
  }
};

type Cycle = { readonly up: number; readonly cpu: number; readonly down: number };

/** Milliseconds that it takes to come up and to go down, and of processor time for the former. */
const cycle = async (
  up: () => Promise<unknown>,
  use: () => Promise<unknown>,
  down: () => Promise<unknown>,
): Promise<Cycle> => {
  const before = process.cpuUsage();
  const from = performance.now();
  await up();
  const { user, system } = process.cpuUsage(before);
  const upAfter = performance.now() - from;
  await use();
  const stopping = performance.now();
  await down();
  return { up: upAfter, cpu: (user + system) / 1000, down: performance.now() - stopping };
};

const bareCycle = (): Promise<Cycle> => {
  const words = new Int32Array(new SharedArrayBuffer(16));
  const times = new Float64Array(new SharedArrayBuffer(8));
  let workers: readonly Worker[] = [];
  return cycle(
    () => {
      const module = new URL('./bare-worker.ts', import.meta.url);
      workers = Array.from({ length: THREADS }, () => new Worker(module, { workerData: { words, times } }));
      return Promise.all(workers.map((worker) => once(worker, 'message')));
    },
    async () => {},
    () => Promise.all(workers.map((worker) => worker.terminate())),
  );
};

/** The runtime does something before it ends, as every real one does. */
const bocCycle = (): Promise<Cycle> =>
  cycle(
    () => start({ workers: THREADS }),
    () => when().run(now).get(),
    () => wait(),
  );

const lifecycle = async (rounds: number): Promise<readonly Row[]> => {
  const bare: Cycle[] = [];
  const boc: Cycle[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await bareCycle());
    boc.push(await bocCycle());
  }
  const row = (label: string, value: readonly number[], atMost?: number): Row => ({
    kind: 'measure',
    label,
    unit: 'ms',
    value: spread(value),
    ...(atMost === undefined ? {} : { atMost }),
  });
  return [
    row(
      `${THREADS} bare worker threads up`,
      bare.map(({ up }) => up),
    ),
    row(
      `boc, start(${THREADS})`,
      boc.map(({ up }) => up),
      60,
    ),
    row(
      `${THREADS} bare worker threads up, CPU`,
      bare.map(({ cpu }) => cpu),
    ),
    row(
      `boc, start(${THREADS}), CPU`,
      boc.map(({ cpu }) => cpu),
    ),
    row(
      `${THREADS} bare worker threads terminated`,
      bare.map(({ down }) => down),
    ),
    row(
      'boc, wait() with nothing to wait for',
      boc.map(({ down }) => down),
      20,
    ),
  ];
};

/** Per cent of one core that the whole process uses while its workers sleep. */
const idle = async (scale: number, rounds: number): Promise<Row> => {
  await start({ workers: THREADS });
  const shares: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await when().run(now).get();
    await sleep(50);
    const milliseconds = scaled(1000, scale, 50);
    const before = process.cpuUsage();
    await sleep(milliseconds);
    const { user, system } = process.cpuUsage(before);
    shares.push(((user + system) / 1000 / milliseconds) * 100);
  }
  await wait();
  return {
    kind: 'measure',
    label: 'boc, CPU of an idle runtime',
    unit: '%',
    value: spread(shares),
    atMost: 1,
  };
};

export const latency: Bench = {
  name: 'latency',
  about: `how long it takes until a behaviour begins, and until ${THREADS} workers are there and gone`,
  run: async ({ scale, rounds }) => [
    ...(await wakes(scale)),
    ...(await lifecycle(scaled(rounds * 5, scale, 2))),
    await idle(scale, rounds),
  ],
};
