/** What the benches of the advisory store and of the audit have in common: how much is looked up, in how much, and what it may cost. */
import { fileURLToPath } from 'node:url';
import { type Race, spread } from '../measure.ts';
import { peakMemory } from '../process.ts';
import type { Row, Spread } from '../types.ts';

/** Names looked up: a large project's lock. */
export const PINS = 1_300;

/** Advisories in the two stores; what is looked up lies spread over all of either. */
export const SMALL = 25_000;
export const LARGE = 200_000;

export const LABELS = { bare: 'node -e 0', small: '25,000 advisories', large: '200,000 advisories' } as const;

/** A measured time as a target of its own. */
export const timeTarget = (rows: readonly Row[], of: string, label: string, atMost: number): readonly Row[] =>
  rows.flatMap((row): readonly Row[] =>
    row.kind === 'time' && row.label === of
      ? [{ kind: 'target', label, unit: 'ms', value: row.milliseconds, atMost }]
      : [],
  );

const MAX_RSS = fileURLToPath(new URL('../reference/max-rss.cjs', import.meta.url));

/** What both benches are held to: the time of a process, its growth with the store, and its memory. */
export const storeTargets = (
  { rows, ratio }: Pick<Race, 'rows' | 'ratio'>,
  memoryOf: readonly string[],
): readonly Row[] => [
  ...timeTarget(rows, LABELS.small, 'whole process', 150),
  {
    kind: 'target',
    label: '8 times the advisories',
    unit: '×',
    value: ratio(LABELS.large, LABELS.small),
    atMost: 1.2,
  },
  {
    kind: 'target',
    label: 'memory',
    unit: 'MB',
    value: spread([0, 1, 2].map(() => peakMemory(MAX_RSS, memoryOf))),
    atMost: 80,
  },
];

/** What a program was measured at elsewhere, in milliseconds, by ours here: not turn by turn, and so only roughly true. */
export const timesFaster = (published: number, { min, median, max }: Spread): Spread => ({
  min: published / max,
  median: published / median,
  max: published / min,
});
