import { type Examination, exitCode, judge, type RunFact, type RuleTable } from '@custody/findings';
import type { CustodyContext } from '../context.ts';
import { VERSION } from '../version.ts';
import type { ReportFlags } from './flags.ts';
import { loadPolicy } from './policy.ts';
import { writeReport } from './report.ts';

/** The policy that holds for a run: the file's, with the threshold of the command line where there is one. */
export const policyOf = async (flags: Pick<ReportFlags, 'policy' | 'failOn'>) => {
  const policy = await loadPolicy(flags.policy);
  return flags.failOn === undefined ? policy : { ...policy, failOn: flags.failOn };
};

/** What a report says of the run itself. */
export const runContextOf = (
  context: CustodyContext,
  command: readonly string[],
  facts: readonly RunFact[],
  network = 'offline',
) => ({
  tool: { name: 'custody', version: VERSION },
  command: command.join(' '),
  today: new Date(context.clock.now()).toISOString().slice(0, 10),
  facts: [{ name: 'network', value: network }, ...facts],
});

/** Judges what was found, writes the report and ends the command with the verdict's exit code. */
export const conclude = async (
  context: CustodyContext,
  flags: ReportFlags,
  run: {
    readonly command: readonly string[];
    readonly examinations: readonly Examination[];
    readonly rules: RuleTable;
    readonly facts?: readonly RunFact[];
    /** Absent: the run was offline. */
    readonly network?: string;
  },
): Promise<void> => {
  const report = judge({
    examinations: run.examinations,
    policy: await policyOf(flags),
    rules: run.rules,
    context: runContextOf(context, run.command, run.facts ?? [], run.network),
  });
  await writeReport(report, flags, context);
  context.finish(exitCode(report));
};
