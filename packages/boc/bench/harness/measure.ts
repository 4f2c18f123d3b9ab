import process from 'node:process';
import type { Ratio, Row, Spread } from './types.ts';

export const spread = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  const low = sorted.length % 2 === 1 ? high : (sorted[middle - 1] ?? high);
  return { min: sorted[0] ?? Number.NaN, median: (low + high) / 2, max: sorted.at(-1) ?? Number.NaN };
};

/** At least `least`, so that a tiny scale still does something. */
export const scaled = (size: number, scale: number, least = 1): number =>
  Math.max(least, Math.round(size * scale));

/** Throws where a result is not what it has to be: a fast wrong answer is none. */
export const expectEqual = (what: string, got: unknown, wanted: unknown): void => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what} answered ${a.slice(0, 200)}, not ${b.slice(0, 200)}`);
};

/** One way to do the work. */
export type Contender = {
  readonly label: string;
  /** How many things one run does, of which kind. */
  readonly operations: number;
  readonly unit: string;
  /** Does the work once. What it answers must equal `expected`. Its own milliseconds count where it tells them. */
  readonly run: () => Promise<{ readonly result: unknown; readonly milliseconds?: number }>;
  readonly expected: unknown;
  /** Puts itself in place, and away: not measured. Only one contender is in place at a time. */
  readonly open?: () => Promise<void>;
  readonly close?: () => Promise<void>;
};

type Taken = { readonly milliseconds: number; readonly cpu: number };

const once = async ({ label, run, expected }: Contender): Promise<Taken> => {
  const before = process.cpuUsage();
  const from = performance.now();
  const { result, milliseconds } = await run();
  const taken = milliseconds ?? performance.now() - from;
  const { user, system } = process.cpuUsage(before);
  expectEqual(label, result, expected);
  return { milliseconds: taken, cpu: (user + system) / 1000 };
};

export type Race = {
  readonly rows: readonly Row[];
  /** How much faster one is than another. */
  readonly ratio: (label: string, to: string) => Ratio;
};

/**
 * Measures all contenders in turn, A B A B: what disturbs a machine for a while disturbs all. Each runs once unmeasured,
 * so that its threads are there and its code is compiled; one that has to be opened and closed for its turn (new threads) does so every time.
 *
 * @param reference the contender that rows are held against.
 */
export const race = async (
  contenders: readonly Contender[],
  rounds: number,
  reference?: string,
): Promise<Race> => {
  const takens = new Map<string, Taken[]>(contenders.map(({ label }) => [label, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      await contender.open?.();
      try {
        if (round === 0 || contender.open !== undefined) await once(contender);
        takens.get(contender.label)?.push(await once(contender));
      } finally {
        await contender.close?.();
      }
    }
  }
  const times = (label: string): readonly number[] =>
    (takens.get(label) ?? []).map((taken) => taken.milliseconds);
  const ratio = (label: string, to: string): Ratio => {
    const [own, others] = [times(label), times(to)];
    const rounded = spread(others.map((value, round) => value / (own[round] ?? Number.NaN)));
    return { to, best: spread(others).min / spread(own).min, median: rounded.median };
  };
  const rows = contenders.map(({ label, operations, unit }): Row => {
    const own = times(label);
    const cpu = (takens.get(label) ?? []).map((taken) => (taken.cpu * 1000) / operations);
    return {
      kind: 'rate',
      label,
      unit,
      perSecond: spread(own.map((value) => (operations * 1000) / value)),
      milliseconds: spread(own),
      cpuMicroseconds: spread(cpu),
      ...(reference === undefined || label === reference ? {} : { ratio: ratio(label, reference) }),
    };
  });
  return { rows, ratio };
};
