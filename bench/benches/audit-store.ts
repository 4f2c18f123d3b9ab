/** What a run costs that looks 1,300 names up in an advisory store, and whether it grows with the store. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { compileStore, loadCvss } from '@custody/audit';
import {
  syntheticName,
  syntheticPackages,
  syntheticRecords,
} from '../../packages/audit/src/testing/synthetic.ts';
import { bundleProbe } from '../make/probe.ts';
import { race, timed } from '../measure.ts';
import { processTime } from '../process.ts';
import type { Bench } from '../types.ts';
import { LABELS, LARGE, PINS, SMALL, storeTargets } from './audit-rows.ts';

/** Writes a store of so many advisories, and the names to look up in it: spread over all of it. */
const make = async (
  directory: string,
  records: number,
): Promise<readonly [store: string, pins: string, took: number]> => {
  const score = await loadCvss();
  const store = join(directory, `${records}.store`);
  const took = await timed(() => {
    const sourced = Array.from(syntheticRecords(records), (record) => ({ record, from: [0] }));
    const { pieces } = compileStore({ records: sourced, sources: ['synthetic'], score });
    writeFileSync(store, '');
    for (const piece of pieces) writeFileSync(store, piece, { flag: 'a' });
  });
  const packages = syntheticPackages(records);
  const pins = Array.from({ length: PINS }, (_, n) => syntheticName(Math.floor((n * packages) / PINS)));
  const path = join(directory, `${records}.pins`);
  writeFileSync(path, pins.join('\n'));
  return [store, path, took];
};

export const auditStore: Bench = {
  name: 'audit-store',
  about: `${PINS} names looked up in a store of 25,000 advisories, and of 200,000`,
  run: async ({ directory, rounds }) => {
    const probe = await bundleProbe(fileURLToPath(new URL('../make/look-up.ts', import.meta.url)), directory);
    const [small, smallPins, took] = await make(directory, SMALL);
    const [large, largePins] = await make(directory, LARGE);
    const node = (...args: readonly string[]): Promise<number> => processTime(process.execPath, args);
    const { rows, ratio } = await race(
      [
        { label: LABELS.bare, run: () => node('-e', '0') },
        { label: LABELS.small, run: () => node(probe, small, smallPins) },
        { label: LABELS.large, run: () => node(probe, large, largePins) },
      ],
      rounds * 2,
    );
    return [
      ...rows,
      { kind: 'note', text: `making the smaller store took ${took.toFixed(0)} ms` },
      ...storeTargets({ rows, ratio }, [probe, small, smallPins]),
    ];
  },
};
