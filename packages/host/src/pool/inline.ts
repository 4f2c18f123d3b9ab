import { assertGoing } from '../files/sink.ts';
import { HostError } from '../error.ts';
import { reasonOf } from './reason.ts';
import type { PoolOptions, RunTask, TaskResult } from './types.ts';

const hasRun = (module: unknown): module is { readonly run: RunTask } =>
  typeof module === 'object' && module !== null && 'run' in module && typeof module.run === 'function';

/** Runs all tasks one after the other in this thread: no start-up cost, the same results. */
export const runInline = async <Task, Result>(options: PoolOptions<Task, Result>): Promise<void> => {
  const { workerUrl, tasks, onResult, onProgress, signal } = options;
  const module: unknown = await import(workerUrl.href);
  if (!hasRun(module)) throw new HostError('bad-task', `${workerUrl.pathname} exports no function "run"`);
  const context = { workerData: options.workerData, signal: signal ?? new AbortController().signal };
  for (const [index, task] of tasks.entries()) {
    assertGoing(signal);
    let result: TaskResult<Result>;
    try {
      const value = await module.run(task, { ...context, progress: (n) => onProgress?.(index, n) });
      result = { kind: 'done', value: value as Result };
    } catch (error) {
      assertGoing(signal);
      result = { kind: 'failed', reason: reasonOf(error) };
    }
    onResult(index, result);
    // Lets signals and timers in between tasks, which may all be synchronous.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  assertGoing(signal);
};
