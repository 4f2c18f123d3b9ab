import {
  type Examination,
  type Policy,
  type Report,
  type RuleId,
  type RunContext,
  judge,
} from '@custody/findings';
import { HostError, type Progress, runPool } from '@custody/host';
import type { Discovered } from './discover/discover.ts';
import type { ExamineTask } from './examine/task.ts';
import { ruleTableOfAll } from './registry.ts';
import { readable } from './rules/file/index.ts';

export type CheckOptions = {
  readonly subjects: readonly Discovered[];
  /** Only these rules; absent: all of them. */
  readonly only?: readonly RuleId[];
  readonly policy: Policy;
  readonly context: RunContext;
  /** How many subjects are examined at a time. */
  readonly jobs: number;
  /** The module that serves `examine` on worker threads: `worker.ts` of this package, or its bundled form. */
  readonly workerUrl: URL;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
};

/** A subject that the machinery lost is unknown, whatever the reason: the run goes on, and the verdict is not ok. */
const lost = (target: Discovered, reason: string): Examination => ({
  subject: {
    kind: target.kind === 'unreadable' || target.kind === 'misplaced-directory' ? 'file' : target.kind,
    path: target.path,
  },
  judged: [readable.id],
  findings: [],
  unknowns: [{ rule: readable, reason: `examining it failed: ${reason}`, location: { file: target.path } }],
});

/**
 * Examines every subject, in parallel where that pays, and judges what was found under the policy.
 * Throws HostError `aborted` when the signal does; anything else that goes wrong is an unknown in the report.
 */
export const check = async (options: CheckOptions): Promise<Report> => {
  const { subjects, only, policy, context, progress } = options;
  // Largest first: the long ones must not begin when the others are done.
  const order = [...subjects].sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
  const tasks = order.map((target): ExamineTask => ({ target, ...(only === undefined ? {} : { only }) }));
  const examinations: Examination[] = [];
  /** Bytes of each subject that are told as done: what an archive claims of itself must not run past its size. */
  const told = new Map<number, number>();
  const advance = (index: number, upTo: (before: number, size: number) => number): void => {
    const target = order[index];
    if (target === undefined) return;
    const before = told.get(index) ?? 0;
    const after = Math.min(target.size, upTo(before, target.size));
    told.set(index, after);
    progress.advance(after - before, target.path);
  };

  progress.begin(
    order.reduce((sum, { size }) => sum + size, 0),
    `examining ${order.length} ${order.length === 1 ? 'artifact' : 'artifacts'}`,
  );
  try {
    await runPool<ExamineTask, Examination>({
      workerUrl: options.workerUrl,
      tasks,
      size: options.jobs,
      onResult: (index, result) => {
        const target = order[index];
        if (target === undefined) throw new HostError('bad-task', `no task has the number ${index}`);
        examinations.push(result.kind === 'done' ? result.value : lost(target, result.reason));
        advance(index, (_, size) => size);
      },
      onProgress: (index, bytes) => advance(index, (before) => before + bytes),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } finally {
    progress.end();
  }
  return judge({ examinations, policy, rules: ruleTableOfAll(), context });
};
