/** `custody audit` as a whole: 1,300 pins against stores of two sizes, and a lock of 10,000 packages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { writeProject } from '@custody/testkit';
import {
  syntheticName,
  syntheticPackages,
  syntheticRecords,
} from '../../packages/audit/src/testing/synthetic.ts';
import { makeLock } from '../make/lock.ts';
import { race } from '../measure.ts';
import { processTime } from '../process.ts';
import type { Bench } from '../types.ts';
import { LABELS, LARGE, PINS, SMALL, storeTargets, timesFaster, timeTarget } from './audit-rows.ts';

const LOCK = 'uv.lock, 10,000 packages';
const CHECK = {
  without: 'check of a small wheel, no store',
  with: 'check of a small wheel, 25,000 advisories',
};
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

/** pip-audit's hot run on as many pins, in milliseconds, as published; it is not installed here, and not run. */
const PIP_AUDIT = 2_000;

export const auditRun: Bench = {
  name: 'audit-run',
  about: `custody audit: ${PINS} pins against 25,000 advisories and 200,000; a uv.lock of 10,000 packages`,
  run: async ({ directory, custody, rounds }) => {
    const node = (...args: readonly string[]): Promise<number> => processTime(process.execPath, args, [0, 1]);
    const small = make(join(directory, 'small'), SMALL);
    const large = make(join(directory, 'large'), LARGE);
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
    const { wheel } = writeProject(join(directory, 'project'));
    const check = (db: string): readonly string[] => [
      custody,
      'check',
      '--fail-on',
      'never',
      '--db',
      db,
      wheel,
    ];
    const { rows, ratio } = await race(
      [
        { label: LABELS.bare, run: () => node('-e', '0') },
        { label: LABELS.small, run: () => node(...audit('small', small.pins)) },
        { label: LABELS.large, run: () => node(...audit('large', large.pins)) },
        { label: LOCK, run: () => node(...audit('small', lock)) },
        { label: CHECK.without, run: () => node(...check(join(directory, 'no-store'))) },
        { label: CHECK.with, run: () => node(...check(store('small'))) },
      ],
      rounds,
    );
    return [
      ...rows,
      ...storeTargets({ rows, ratio }, [...audit('small', small.pins), '--fail-on', 'never']),
      ...timeTarget(rows, LOCK, '10,000 packages', 600),
      {
        kind: 'note',
        text: `pip-audit is not run here: ${PIP_AUDIT} ms is what its hot run of as many pins was published at, on another machine`,
      },
      ...rows.flatMap((row) =>
        row.kind === 'time' && row.label === LABELS.small
          ? [
              {
                kind: 'target',
                label: 'faster than pip-audit was',
                unit: '×',
                value: timesFaster(PIP_AUDIT, row.milliseconds),
                atLeast: 10,
              } as const,
            ]
          : [],
      ),
    ];
  },
};
