import { type RunTask, serveTasks } from '@custody/host';
import { examine } from './examine/examine.ts';
import type { ExamineTask } from './examine/task.ts';

/** Examines one subject; the same function runs on a worker thread and, for a single subject, in the main thread. */
export const run: RunTask = (task, context) => examine(task as ExamineTask, context);

serveTasks(run);
