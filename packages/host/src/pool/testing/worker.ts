import { writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { writeAtomically } from '../../files/write.ts';
import { serveTasks } from '../serve.ts';
import type { RunTask } from '../types.ts';

export type TestTask = { readonly do: string; readonly value?: number; readonly path?: string };

const forever = (): never => {
  for (;;) Math.sqrt(2);
};

/** A worker that does what the test says, the bad things included. */
export const run: RunTask = async (given, context) => {
  const task = given as TestTask;
  switch (task.do) {
    case 'double':
      context.progress(1);
      return { value: (task.value ?? 0) * 2, threadId, workerData: context.workerData };
    case 'throw':
      throw new Error('thrown\nby the task');
    case 'exit':
      return process.exit(3);
    case 'reject-later':
      void Promise.reject(new Error('nobody waits for me'));
      return new Promise(() => {});
    case 'eat': {
      const eaten: string[][] = [];
      for (;;) eaten.push(Array.from({ length: 100_000 }, (_, i) => `${i} ${eaten.length}`));
    }
    case 'hang':
      writeFileSync(task.path ?? '', 'hanging');
      return forever();
    case 'hang-while-writing':
      return writeAtomically(task.path ?? '', (sink) => {
        sink.write(new Uint8Array(1 << 20));
        context.progress(1);
        forever();
      });
    case 'uncloneable':
      return () => {};
    default:
      return undefined;
  }
};

serveTasks(run);
