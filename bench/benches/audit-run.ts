/** `custody audit` as a whole: 1,300 pins against stores of two sizes, and a lock of 10,000 packages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  syntheticName,
  syntheticPackages,
  syntheticRecords,
} from '../../packages/audit/src/testing/synthetic.ts';
import { makeLock } from '../make/lock.ts';
import { race } from '../measure.ts';
import { peakMemory, processTime } from '../process.ts';
import type { Bench } from '../types.ts';

const PINS = 1_300;
/** One pin in so many is a package that advisories name: most of a real lock is not. */
const KNOWN = 8;

const eventOf = ({ kind, value }: { readonly kind: string; readonly value: string }) => ({ [kind]: value });

/** Records as OSV writes them, and pins spread over all of them. */
const make = (directory: string, records: number): { readonly jsonl: string; readonly pins: string } => {
  mkdirSync(directory);
  const jsonl = join(directory, 'records.jsonl');
  const lines = Array.from(syntheticRecords(records), (record) =>
    JSON.stringify({
      ...record,
      affected: record.affected.map(({ ecosystem, name, ranges, versions }) => ({
        package: { ecosystem, name },
        ranges: ranges.map(({ type, events }) => ({ type, events: events.map(eventOf) })),
        versions,
      })),
    }),
  );
  writeFileSync(jsonl, lines.join('\n'));
  const packages = syntheticPackages(records);
  const pins = Array.from({ length: PINS }, (_, n) => {
    const name = syntheticName(Math.floor((n * packages) / PINS));
    return n % KNOWN === 0 ? `${name}==1.${(n / KNOWN) % 40}.0` : `ordinary-${name}==${n % 9}.${n % 13}.1`;
  });
  writeFileSync(join(directory, 'requirements.txt'), `${pins.join('\n')}\n`);
  return { jsonl, pins: join(directory, 'requirements.txt') };
};

/** pip-audit's hot run on as many pins against a server on the same machine, measured when the store was designed; not run here. */
const PIP_AUDIT = 2_000;

export const auditRun: Bench = {
  name: 'audit-run',
  about: `custody audit: ${PINS} pins against 25,000 advisories and 200,000; a uv.lock of 10,000 packages`,
  run: async ({ directory, custody, rounds }) => {
    const node = (...args: readonly string[]): Promise<number> => processTime(process.execPath, args, [0, 1]);
    const small = make(join(directory, 'small'), 25_000);
    const large = make(join(directory, 'large'), 200_000);
    const store = (name: string): string => join(directory, name, 'db');
    for (const [name, { jsonl }] of [
      ['small', small],
      ['large', large],
    ] as const)
      await node(custody, 'db', 'import', '--quiet', '--db', store(name), jsonl);
    const lock = join(directory, 'uv.lock');
    writeFileSync(lock, makeLock(10_000));
    const audit = (name: string, input: string): readonly string[] => [
      custody,
      'audit',
      '--quiet',
      '--db',
      store(name),
      input,
    ];
    const { rows, ratio } = await race(
      [
        { label: 'node -e 0', run: () => node('-e', '0') },
        { label: '25,000 advisories', run: () => node(...audit('small', small.pins)) },
        { label: '200,000 advisories', run: () => node(...audit('large', large.pins)) },
        { label: 'uv.lock, 10,000 packages', run: () => node(...audit('small', lock)) },
      ],
      rounds,
    );
    const spreadOf = (label: string) =>
      rows.flatMap((row) => (row.kind === 'time' && row.label === label ? [row.milliseconds] : []));
    const memory = peakMemory(fileURLToPath(new URL('../reference/max-rss.cjs', import.meta.url)), [
      ...audit('small', small.pins),
      '--fail-on',
      'never',
    ]);
    return [
      ...rows,
      {
        kind: 'note',
        text: `pip-audit took ${PIP_AUDIT} ms for as many pins (measured elsewhere, not run here)`,
      },
      ...spreadOf('25,000 advisories').map(
        (value) => ({ kind: 'target', label: 'whole process', unit: 'ms', value, atMost: 150 }) as const,
      ),
      ...spreadOf('uv.lock, 10,000 packages').map(
        (value) => ({ kind: 'target', label: '10,000 packages', unit: 'ms', value, atMost: 600 }) as const,
      ),
      {
        kind: 'target',
        label: '8 times the advisories',
        unit: '×',
        value: ratio('200,000 advisories', '25,000 advisories'),
        atMost: 1.2,
      },
      {
        kind: 'target',
        label: 'memory',
        unit: 'MB',
        value: { min: memory, median: memory, max: memory },
        atMost: 80,
      },
    ];
  },
};
