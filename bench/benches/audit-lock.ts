/** What it costs to take a uv.lock of 10,000 packages apart and account for each of them, in a process of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { makeLock } from '../make/lock.ts';
import { bundleProbe } from '../make/probe.ts';
import { race } from '../measure.ts';
import { processTime } from '../process.ts';
import type { Bench } from '../types.ts';
import { timeTarget } from './audit-rows.ts';

const PACKAGES = 10_000;

export const auditLock: Bench = {
  name: 'audit-lock',
  about: `accounting for every entry of a uv.lock of ${PACKAGES} packages`,
  run: async ({ directory, rounds }) => {
    const text = makeLock(PACKAGES);
    const lock = join(directory, 'uv.lock');
    writeFileSync(lock, text);
    const probe = (name: string): Promise<string> => {
      const folder = join(directory, name);
      mkdirSync(folder);
      return bundleProbe(fileURLToPath(new URL(`../make/${name}.ts`, import.meta.url)), folder);
    };
    const [collect, parse] = [await probe('collect-lock'), await probe('parse-toml')];
    const node = (...args: readonly string[]): Promise<number> => processTime(process.execPath, args);
    const { rows, ratio } = await race(
      [
        { label: 'node -e 0', run: () => node('-e', '0') },
        { label: 'its TOML alone', run: () => node(parse, lock) },
        { label: 'every entry', run: () => node(collect, lock) },
      ],
      rounds * 2,
    );
    return [
      { kind: 'note', text: `the lock has ${(text.length / 1e6).toFixed(1)} MB` },
      ...rows,
      ...timeTarget(rows, 'every entry', 'whole process', 600),
      {
        kind: 'target',
        label: 'every entry by its TOML alone',
        unit: '×',
        value: ratio('every entry', 'its TOML alone'),
        atMost: 3,
      },
    ];
  },
};
