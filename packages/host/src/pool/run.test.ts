import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HostError } from '../error.ts';
import { runPool } from './run.ts';
import type { TestTask } from './testing/worker.ts';
import type { PoolOptions, TaskResult } from './types.ts';

const workerUrl = new URL('./testing/worker.ts', import.meta.url);

const collect = async (
  tasks: readonly TestTask[],
  options: Partial<PoolOptions<TestTask, unknown>> = {},
): Promise<readonly (TaskResult<unknown> | undefined)[]> => {
  const results: (TaskResult<unknown> | undefined)[] = tasks.map(() => undefined);
  await runPool<TestTask, unknown>({
    workerUrl,
    tasks,
    size: 2,
    onResult: (index, result) => {
      expect(results[index]).toBeUndefined();
      results[index] = result;
    },
    ...options,
  });
  return results;
};

const doubles = (n: number): readonly TestTask[] =>
  Array.from({ length: n }, (_, value) => ({ do: 'double', value }));

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'custody-pool-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a pool', () => {
  test.each([0, 1, 2, 3])('gives every task its own result (size %i)', async (size) => {
    let counted = 0;
    const results = await collect(doubles(20), {
      size,
      workerData: 'shared',
      onProgress: (_, n) => {
        counted += n;
      },
    });
    results.forEach((result, i) =>
      expect(result).toMatchObject({ kind: 'done', value: { value: i * 2, workerData: 'shared' } }),
    );
    expect(counted).toBe(20);
    const threads = new Set(
      results.map((result) => (result as { value: { threadId: number } }).value.threadId),
    );
    expect(threads.size).toBeLessThanOrEqual(Math.max(1, size));
    expect(threads.has(0)).toBe(size < 2);
  });

  test('with no task does nothing, not even import the worker', async () => {
    expect(await collect([], { workerUrl: new URL('file:///nowhere.js') })).toEqual([]);
  });

  test.each([1, 2])('a task that throws fails alone, on one line (size %i)', async (size) => {
    const results = await collect([{ do: 'throw' }, ...doubles(3)], { size });
    expect(results[0]).toEqual({ kind: 'failed', reason: 'Error: thrown\\u{a}by the task' });
    expect(results.slice(1).every((result) => result?.kind === 'done')).toBe(true);
  });

  test('a worker that exits, crashes or cannot send its result fails that task, and the others go on', async () => {
    const bad: readonly TestTask[] = [{ do: 'exit' }, { do: 'reject-later' }, { do: 'uncloneable' }];
    const results = await collect([...bad, ...doubles(6)]);
    expect(results[0]).toEqual({ kind: 'failed', reason: 'its worker ended by itself with exit code 3' });
    expect(results[1]).toEqual({ kind: 'failed', reason: 'Error: nobody waits for me' });
    expect(results[2]).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('could not be cloned') as string,
    });
    expect(results.slice(3).every((result) => result?.kind === 'done')).toBe(true);
  });

  test('a worker that eats all its memory fails that task, and the others go on', async () => {
    const results = await collect([{ do: 'eat' }, ...doubles(3)], { maxHeap: 24 });
    expect(results[0]).toEqual({ kind: 'failed', reason: 'it needs more memory than one worker may have' });
    expect(results.slice(1).every((result) => result?.kind === 'done')).toBe(true);
  });

  test('workers that break at their start fail every task, without a thousand starts', async () => {
    const started = performance.now();
    const results = await collect(doubles(1000), {
      workerUrl: new URL('./testing/broken.ts', import.meta.url),
    });
    expect(results.every((result) => result?.kind === 'failed')).toBe(true);
    expect(results[999]).toEqual({ kind: 'failed', reason: 'Error: broken at start' });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('six tasks in a row that crash their workers do not stop the others', async () => {
    const bad = Array.from({ length: 6 }, (): TestTask => ({ do: 'exit' }));
    const results = await collect([...bad, ...doubles(3)]);
    expect(results.map((result) => result?.kind)).toEqual([
      ...bad.map(() => 'failed'),
      'done',
      'done',
      'done',
    ]);
  });

  test('runs from a bundle as JavaScript alike, inline and on threads', async () => {
    const outfile = join(directory, 'worker.mjs');
    const entry = fileURLToPath(workerUrl);
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
    for (const size of [1, 2]) {
      const results = await collect(doubles(4), { workerUrl: pathToFileURL(outfile), size });
      expect(results.map((result) => (result as { value: { value: number } }).value.value)).toEqual([
        0, 2, 4, 6,
      ]);
    }
  });

  test('an abort ends workers that hang', async () => {
    const controller = new AbortController();
    const paths = ['a', 'b'].map((name) => join(directory, name));
    const run = collect(
      paths.map((path) => ({ do: 'hang', path })),
      { signal: controller.signal },
    );
    const started = performance.now();
    const wait = setInterval(() => {
      if (paths.every((path) => existsSync(path)) || performance.now() - started > 10_000)
        controller.abort('test');
    }, 10);
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
    clearInterval(wait);
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  test('an abort while a worker writes leaves no temporary file', async () => {
    const controller = new AbortController();
    const tasks = [0, 1].map((n) => ({ do: 'hang-while-writing', path: join(directory, `out-${n}`) }));
    let writing = 0;
    let seen: readonly string[] = [];
    const run = collect(tasks, {
      signal: controller.signal,
      onProgress: () => {
        writing += 1;
        if (writing < 2) return;
        seen = readdirSync(directory);
        controller.abort('test');
      },
    });
    await expect(run).rejects.toBeInstanceOf(HostError);
    expect(seen).toHaveLength(2);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('what onResult throws ends the run', async () => {
    const onResult = (): void => {
      throw new Error('cannot report');
    };
    await expect(runPool({ workerUrl, tasks: doubles(5), size: 2, onResult })).rejects.toThrow(
      'cannot report',
    );
  });
});
