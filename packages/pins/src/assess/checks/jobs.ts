import type { Job, Step } from '../../workflow/types.ts';

/** What must be among the steps of one job: an action by its name, or what a script matches. */
export type StepMatch = {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: RegExp;
};

const matches = ({ uses, run, inputs }: Step, match: StepMatch): boolean => {
  if (match.uses !== undefined && uses?.node.value.startsWith(`${match.uses}@`) !== true) return false;
  for (const [name, value] of Object.entries(match.with ?? {}))
    if (!inputs.some((one) => one.name === name && one.value.value === value)) return false;
  if (match.run === undefined) return true;
  // A line that goes on is one line; each is looked at by itself, since no pattern goes over an end.
  return run !== undefined && match.run.test(run.script.value.replace(/\\\r?\n/g, ''));
};

/** Whether a job has all of these, or calls a workflow that is named like one of them. */
export const jobMatches = (job: Job, wanted: readonly StepMatch[]): boolean => {
  const called = job.uses?.node.value;
  if (called !== undefined && wanted.some(({ uses }) => uses !== undefined && called.startsWith(`${uses}@`)))
    return true;
  return wanted.every((one) => job.steps.some((step) => matches(step, one)));
};
