import type { Row, Spread } from './types.ts';

/** What is measured: its own milliseconds where it returns a number, else the time until it returns. */
export type Contender = { readonly label: string; readonly run: () => number | Promise<number> };

export const spread = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  const low = sorted.length % 2 === 1 ? high : (sorted[middle - 1] ?? high);
  return { min: sorted[0] ?? Number.NaN, median: (low + high) / 2, max: sorted.at(-1) ?? Number.NaN };
};

/** Milliseconds that something takes. */
export const timed = async (work: () => unknown): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

export type Race = {
  readonly rows: readonly Row[];
  /** One by the other, round by round: what disturbs a machine for a while disturbs both. */
  readonly ratio: (label: string, reference: string) => Spread;
  readonly difference: (label: string, reference: string) => Spread;
};

/** Runs all contenders in turn, A B A B, after one round that does not count. */
export const race = async (contenders: readonly Contender[], rounds: number): Promise<Race> => {
  const times = new Map<string, number[]>(contenders.map(({ label }) => [label, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const { label, run } of contenders) {
      const milliseconds = await run();
      if (round >= 0) times.get(label)?.push(milliseconds);
    }
  }
  const paired = (label: string, reference: string, by: (a: number, b: number) => number): Spread => {
    const others = times.get(reference) ?? [];
    const own = times.get(label) ?? [];
    const best = by(spread(own).min, spread(others).min);
    return { ...spread(own.map((value, i) => by(value, others[i] ?? Number.NaN))), best };
  };
  return {
    rows: contenders.map(({ label }) => ({
      kind: 'time',
      label,
      milliseconds: spread(times.get(label) ?? []),
    })),
    ratio: (label, reference) => paired(label, reference, (a, b) => a / b),
    difference: (label, reference) => paired(label, reference, (a, b) => a - b),
  };
};
