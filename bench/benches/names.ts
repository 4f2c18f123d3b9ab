/** What it costs to hold the 500 names of a lock against popular ones, in a process of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { makeLock } from '../make/lock.ts';
import { bundleProbe } from '../make/probe.ts';
import { race } from '../measure.ts';
import { processTime } from '../process.ts';
import type { Bench } from '../types.ts';

const NAMES = 500;
const LISTED = 15_000;

const SYLLABLES = [
  'py',
  'data',
  'lib',
  'graph',
  'fast',
  'test',
  'web',
  'torch',
  'math',
  'io',
  'async',
  'kit',
  'sql',
];

/** Names as different as real ones are; of the lock's every tenth is one slip away from one of the list. */
const nameAt = (at: number): string =>
  [at % 13, Math.floor(at / 13) % 13, Math.floor(at / 169) % 13].map((one) => SYLLABLES[one]).join('-') +
  String(Math.floor(at / 2197));

const lockText = (): string => {
  let at = 0;
  return makeLock(NAMES).replace(/^name = "package-\d+"$/gm, () => {
    at += 1;
    const name = nameAt(at * 31);
    return `name = "${at % 10 === 0 ? name.slice(0, -1) + name.slice(-1).repeat(2) : name}"`;
  });
};

export const names: Bench = {
  name: 'names',
  about: `holding the ${NAMES} names of a lock against popular ones`,
  run: async ({ directory, rounds }) => {
    const [lock, list] = [join(directory, 'uv.lock'), join(directory, 'names.txt')];
    writeFileSync(lock, lockText());
    writeFileSync(list, Array.from({ length: LISTED }, (_, at) => `${nameAt(at)}\n`).join(''));
    const probe = (name: string): Promise<string> => {
      const folder = join(directory, name);
      mkdirSync(folder);
      return bundleProbe(fileURLToPath(new URL(`../make/${name}.ts`, import.meta.url)), folder);
    };
    const [judge, parse] = [await probe('judge-names'), await probe('parse-toml')];
    const node = (...args: readonly string[]): Promise<number> => processTime(process.execPath, args);
    const { rows, difference } = await race(
      [
        { label: 'node -e 0', run: () => node('-e', '0') },
        { label: 'its TOML alone', run: () => node(parse, lock) },
        { label: 'its names', run: () => node(judge, lock) },
        { label: `against ${LISTED} names`, run: () => node(judge, lock, list) },
      ],
      rounds * 2,
    );
    return [
      ...rows,
      {
        kind: 'target',
        label: 'its names, loading included, over bare Node',
        unit: 'ms',
        value: difference('its names', 'node -e 0'),
        atMost: 60,
      },
      {
        kind: 'target',
        label: `against ${LISTED} names, over bare Node`,
        unit: 'ms',
        value: difference(`against ${LISTED} names`, 'node -e 0'),
        atMost: 120,
      },
    ];
  },
};
