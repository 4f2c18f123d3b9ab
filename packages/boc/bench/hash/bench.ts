/** Real work: SHA-256 of buffers of 1 MiB. How much of two cores is left when the work goes through the runtime, and through the pools. */
import { createHash } from 'node:crypto';
import { cown, read, start, wait, when } from '@custody/boc';
import { inFlight } from '../harness/in-flight.ts';
import { type Contender, race, scaled } from '../harness/measure.ts';
import type { Bench, Row } from '../harness/types.ts';
import { closePools, openPools } from '../pools/pools.ts';
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
          contender('boc', async (index) => {
            const bytes = cowns[index % BUFFERS];
            return bytes === undefined ? '' : await when(read(bytes)).run(hash).get();
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
      await closePools(pools);
    }
  },
};
