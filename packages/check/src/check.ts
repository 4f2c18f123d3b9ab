import {
  count,
  type Examination,
  judge,
  type Policy,
  type Report,
  type RuleId,
  type RuleTable,
  type RunContext,
  type SubjectKind,
} from '@custody/findings';
import { HostError, type Progress } from '@custody/host';
import type { Discovered } from './discover/discover.ts';
import type { Advisories, ExamineTask, Signers } from './examine/task.ts';
import { examineInline } from './parallel/inline.ts';
import type { ExamineAll, Outcome } from './parallel/types.ts';
import { ruleTableOfAll, ruleTableWith } from './registry.ts';
import { readable } from './rules/file/index.ts';

export type CheckOptions = {
  readonly subjects: readonly Discovered[];
  /** Only these rules; absent: all of them. */
  readonly only?: readonly RuleId[];
  readonly policy: Policy;
  readonly context: RunContext;
  /** How many subjects are examined at a time. */
  readonly jobs: number;
  /** Begin no further examination after the first finding at or over the threshold. */
  readonly failFast?: boolean;
  /** What components are held against. Absent: no rule about advisories is judged. */
  readonly advisories?: Advisories;
  /** Examinations made elsewhere that are judged along with the subjects', such as one of the advisory store. */
  readonly besides?: readonly Examination[];
  /** What evidence beside artifacts is held against. Absent: none is judged. */
  readonly signers?: Signers;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
};

const kindOf = ({ kind }: Discovered): SubjectKind => {
  if (kind === 'unreadable' || kind === 'misplaced-directory') return 'file';
  return kind === 'environment' ? 'dependencies' : kind;
};

/** A subject that was not examined is unknown, whatever the reason: the run goes on, and the verdict is not ok. */
const unexamined = (target: Discovered, reason: string): Examination => ({
  subject: {
    kind: kindOf(target),
    path: target.path,
  },
  judged: [readable.id],
  findings: [],
  unknowns: [{ rule: readable, reason, location: { file: target.path } }],
});

const examinationOf = (target: Discovered, outcome: Outcome): Examination => {
  if (outcome.kind === 'examined') return outcome.examination;
  return unexamined(
    target,
    outcome.kind === 'failed'
      ? `examining it failed: ${outcome.reason}`
      : 'it was not examined: --fail-fast ended the run at the first finding that fails it',
  );
};

/** What was not examined is said once in the head of the report, besides with each subject. */
const factOf = (passedOver: number): RunContext['facts'] =>
  passedOver === 0 ? [] : [{ name: 'not examined', value: `${count(passedOver, 'artifact')} (--fail-fast)` }];

/** Workers, and what they run on, are loaded only where they pay. */
const examineAll = async (all: ExamineAll): Promise<void> => {
  if (all.jobs < 2 || all.tasks.length < 2) await examineInline(all);
  else await (await import('./parallel/behave.ts')).examineByBehaviours(all);
};

/** The verdict on one subject does not ask which rules there are. */
const NO_RULES: RuleTable = new Map();

/** A policy that ignores rules is held against all there are; a report only tells of those that were judged. */
const rulesFor = (policy: Policy, examinations: readonly Examination[]): Promise<RuleTable> =>
  policy.ignores.length > 0 ? ruleTableOfAll() : ruleTableWith(examinations.flatMap(({ judged }) => judged));

const never = new AbortController().signal;

/**
 * Examines every subject, in parallel where that pays, and judges what was found under the policy.
 * Throws HostError `aborted` when the signal does; anything else that goes wrong is an unknown in the report.
 */
export const check = async (options: CheckOptions): Promise<Report> => {
  const { subjects, only, policy, context, progress, jobs, failFast = false, signal = never } = options;
  const { advisories, besides = [], signers } = options;
  // Largest first: the long ones must not begin when the others are done.
  const order = [...subjects].sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
  const tasks = order.map(
    (target): ExamineTask => ({
      target,
      ...(only === undefined ? {} : { only }),
      ...(advisories === undefined ? {} : { advisories }),
      ...(signers === undefined ? {} : { signers }),
    }),
  );
  const examinations = [...besides];
  let passedOver = 0;
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
  /** Whether it fails the run by itself, the ignores of the policy applied. */
  const isDecisive = (examination: Examination): boolean =>
    judge({ examinations: [examination], policy, rules: NO_RULES, context }).subjects.some(
      ({ subject, verdict }) => subject.path === examination.subject.path && verdict === 'findings',
    );

  progress.begin(
    order.reduce((sum, { size }) => sum + size, 0),
    `examining ${order.length} ${order.length === 1 ? 'artifact' : 'artifacts'}`,
  );
  try {
    await examineAll({
      tasks,
      jobs,
      signal,
      onProgress: (index, bytes) => advance(index, (before) => before + bytes),
      onOutcome: (index, outcome) => {
        const target = order[index];
        if (target === undefined) return false;
        const examination = examinationOf(target, outcome);
        examinations.push(examination);
        if (outcome.kind === 'passed-over') passedOver += 1;
        advance(index, (_, size) => size);
        return failFast && isDecisive(examination);
      },
    });
  } catch (error) {
    if (signal.aborted)
      throw new HostError('aborted', 'stopped before everything was examined', { cause: error });
    throw error;
  } finally {
    progress.end();
  }
  const rules = await rulesFor(policy, examinations);
  const facts = [...context.facts, ...factOf(passedOver)];
  return judge({ examinations, policy, rules, context: { ...context, facts } });
};
