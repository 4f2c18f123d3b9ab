import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { BENCHES } from './benches.ts';
import { inFlight } from './harness/in-flight.ts';
import { race, scaled, spread } from './harness/measure.ts';
import { rowText } from './harness/report.ts';
import type { Row } from './harness/types.ts';

type Report = { readonly name: string; readonly rows: readonly Row[]; readonly failure?: string };

const cache = mkdtempSync(join(tmpdir(), 'boc-bench-'));
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

const run = async (
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly code: number }> => {
  const script = fileURLToPath(new URL('./run.ts', import.meta.url));
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=development', script, ...args],
      // Dozens of threads are started: compiling the same modules for each would be most of the time.
      { env: { ...process.env, NODE_COMPILE_CACHE: cache } },
    );
    return { stdout, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
    return { stdout: stdout + stderr, code };
  }
};

/** Every bench compares what it measures with a result found in another way; a wrong one fails the run. */
const small = async (...names: readonly string[]): Promise<readonly Report[]> => {
  const { stdout, code } = await run('--scale', '0.001', '--rounds', '1', '--json', ...names);
  const { reports } = JSON.parse(stdout) as { reports: readonly Report[] };
  expect(reports.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  expect(code).toBe(0);
  return reports;
};

const labels = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap((row) => (row.kind === 'rate' ? [row.label] : []));

describe('each bench at a thousandth of its size has right results', () => {
  test('the others', async () => {
    const names = BENCHES.map(({ name }) => name).filter((name) => !name.startsWith('savina/'));
    const reports = await small(...names);
    expect(reports.map(({ name }) => name)).toEqual(names);
    for (const { rows } of reports) {
      for (const row of rows) {
        if (row.kind === 'rate') expect(row.perSecond.min).toBeGreaterThan(0);
        if (row.kind === 'measure') expect(row.value.min).not.toBeNaN();
      }
    }
  });

  test('Savina: behaviours and actors answer the same', async () => {
    const reports = await small('savina');
    expect(reports.map(({ name }) => name)).toEqual(
      BENCHES.map(({ name }) => name).filter((name) => name.startsWith('savina/')),
    );
    for (const { rows } of reports)
      expect(labels(rows)).toEqual(['actors', 'actors that post in batches', 'boc']);
  });

  test('a name that is none is told, with those that are', async () => {
    const { stdout, code } = await run('chian');
    expect(code).toBe(2);
    expect(stdout).toContain('savina/banking');
  });
});

describe('the harness', () => {
  const contender = (label: string, result: unknown, milliseconds: number) => ({
    label,
    operations: 10,
    unit: 'things',
    expected: 1,
    run: async () => ({ result, milliseconds }),
  });

  test('a wrong result is no measurement', async () => {
    await expect(race([contender('liar', 2, 1)], 1)).rejects.toThrow('liar answered 2, not 1');
  });

  test('twice as fast is a ratio of two', async () => {
    const { rows, ratio } = await race([contender('slow', 1, 8), contender('fast', 1, 4)], 3, 'slow');
    expect(ratio('fast', 'slow')).toMatchObject({ best: 2, median: 2 });
    expect(rows[1]).toMatchObject({ perSecond: { median: 2500 }, ratio: { to: 'slow' } });
    expect(rows[0]).not.toHaveProperty('ratio');
  });

  test('contenders are closed even where they fail', async () => {
    const closed: string[] = [];
    const close = async (): Promise<void> => void closed.push('closed');
    await expect(race([{ ...contender('liar', 2, 1), close }], 1)).rejects.toThrow();
    expect(closed).toEqual(['closed']);
  });

  test('what is in flight never exceeds the width, and nothing is left out', async () => {
    let inside = 0;
    let most = 0;
    const seen = new Set<number>();
    const done = await inFlight(50, 4, async (index) => {
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      seen.add(index);
      inside -= 1;
    });
    expect([done, most, seen.size]).toEqual([50, 4, 50]);
  });

  test('sizes never fall below what makes sense', () => {
    expect(scaled(1000, 0.0001)).toBe(1);
    expect(scaled(1000, 0.01, 64)).toBe(64);
    expect(spread([3, 1, 2, 10])).toEqual({ min: 1, median: 2.5, max: 10 });
  });

  test('a target that is missed is said aloud', () => {
    const value = spread([20]);
    expect(rowText({ kind: 'measure', label: 'x', unit: 'µs', value, atMost: 15 })).toContain('NOT MET');
    expect(rowText({ kind: 'measure', label: 'x', unit: 'µs', value, atMost: 25 })).toMatch(/: met\n$/);
  });
});
