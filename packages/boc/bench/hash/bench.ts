/** Real work: SHA-256 of buffers of 1 MiB. How much of two cores is left when the work goes through the runtime, and through the pools. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { cown, read, start, wait, when } from '@custody/boc';
import { inFlight } from '../harness/in-flight.ts';
import { type Contender, race, scaled } from '../harness/measure.ts';
import type { Bench, Row } from '../harness/types.ts';
import { closePools, openPools } from '../pools/pools.ts';
import type { Share } from './bare-worker.ts';
import { hash } from './behaviours.ts';

const THREADS = 2;
const MEBIBYTE = 2 ** 20;
const BUFFERS = 16;
const HASHES = 2000;
const ALONE = 'one thread alone';

/** Buffers that differ, in shared memory, which pools pass without a copy too. */
const buffers = (): readonly Uint8Array[] =>
  Array.from({ length: BUFFERS }, (_, index) =>
    new Uint8Array(new SharedArrayBuffer(MEBIBYTE)).fill(index + 1),
  );

/** Every hash is looked at: the digest of digests is what all contenders must answer. */
const inOrder = async (count: number, hashOf: (index: number) => Promise<string>): Promise<string> => {
  const digests: string[] = [];
  await inFlight(count, THREADS * 2, async (index) => {
    digests[index] = await hashOf(index);
  });
  return createHash('sha256').update(digests.join()).digest('hex');
};

const BARE = 'two bare threads, each its half at once';

/** What the machine has for two threads: its caches, memory and power are shared, so it is less than two times one. */
const startBare = async (): Promise<{
  readonly run: (given: readonly Uint8Array[], count: number) => Promise<string>;
  readonly close: () => Promise<unknown>;
}> => {
  const workers = Array.from(
    { length: THREADS },
    () => new Worker(new URL('./bare-worker.ts', import.meta.url)),
  );
  await Promise.all(workers.map((worker) => once(worker, 'online')));
  return {
    run: async (given, count) => {
      const answers = workers.map((worker) => once(worker, 'message'));
      for (const [from, worker] of workers.entries())
        worker.postMessage({ buffers: given, from, step: THREADS, until: count } satisfies Share, []);
      const digests: string[] = [];
      for (const [answer] of (await Promise.all(answers)) as readonly (readonly (readonly [
        number,
        string,
      ][])[])[])
        for (const [index, digest] of answer ?? []) digests[index] = digest;
      return createHash('sha256').update(digests.join()).digest('hex');
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const withTarget = (row: Row): Row =>
  row.kind === 'rate' && row.label === 'boc' && row.ratio !== undefined
    ? { ...row, ratio: { ...row.ratio, atLeast: THREADS * 0.92 } }
    : row;

export const hashing: Bench = {
  name: 'hash',
  about: `SHA-256 of 1 MiB, ${THREADS} threads, ${THREADS * 2} in flight; ratios to one thread alone, so that ${THREADS} is all there is`,
  run: async ({ scale, rounds }) => {
    const count = scaled(HASHES, scale, BUFFERS);
    const given = buffers();
    const at = (index: number): Uint8Array => given[index % BUFFERS] ?? new Uint8Array();
    const expected = await inOrder(count, async (index) => sha256(at(index)));
    const common = { operations: count, unit: 'hashes', expected };
    const pools = await openPools(THREADS);
    const bare = await startBare();
    await start({ workers: THREADS });
    const cowns = given.map((bytes) => cown(bytes));
    const contender = (label: string, hashOf: (index: number) => Promise<string>): Contender => ({
      ...common,
      label,
      run: async () => ({ result: await inOrder(count, hashOf) }),
    });
    try {
      const { rows } = await race(
        [
          contender(ALONE, async (index) => sha256(at(index))),
          { ...common, label: BARE, run: async () => ({ result: await bare.run(given, count) }) },
          contender('boc', async (index) => {
            const bytes = cowns[index % BUFFERS];
            return bytes === undefined ? '' : await when(read(bytes)).ask(hash);
          }),
          ...pools.map(({ label, run }) =>
            contender(label, async (index) => String(await run('hash', at(index)))),
          ),
        ],
        rounds,
        ALONE,
      );
      return rows.map(withTarget);
    } finally {
      await wait();
      await bare.close();
      await closePools(pools);
    }
  },
};
