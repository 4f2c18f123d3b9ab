import type { Action } from '../action/action.ts';
import type { RepositoryView } from '../repository/view.ts';
import type { SourceFile } from '../repository/source.ts';
import { ciOf } from './read.ts';
import type { Job, Setting, Step, Uses, Workflow } from './types.ts';

/** A step and where it stands. */
export type StepAt = { readonly file: SourceFile; readonly step: Step } & (
  | { readonly kind: 'workflow'; readonly workflow: Workflow; readonly job: Job }
  | { readonly kind: 'action'; readonly action: Action }
);

const allSteps = (view: RepositoryView): readonly StepAt[] => {
  const { workflows, actions } = view.once(ciOf);
  return [
    ...workflows.flatMap((workflow) =>
      workflow.jobs.flatMap((job) =>
        job.steps.map((step): StepAt => ({ kind: 'workflow', file: workflow.file, workflow, job, step })),
      ),
    ),
    ...actions.flatMap((action) =>
      action.steps.map((step): StepAt => ({ kind: 'action', file: action.file, action, step })),
    ),
  ];
};

/** Every step of every workflow and composite action, in the order of their files. */
export const stepsIn = (view: RepositoryView): readonly StepAt[] => view.once(allSteps);

/** A `uses:` and where it stands; `job` where it calls a reusable workflow. */
export type UsesAt = {
  readonly file: SourceFile;
  readonly uses: Uses;
  readonly by: 'step' | 'job';
  readonly workflow?: Workflow;
};

const allUses = (view: RepositoryView): readonly UsesAt[] => {
  const found: UsesAt[] = [];
  for (const at of stepsIn(view)) {
    const { uses } = at.step;
    if (uses === undefined) continue;
    const workflow = at.kind === 'workflow' ? { workflow: at.workflow } : {};
    found.push({ file: at.file, uses, by: 'step', ...workflow });
  }
  for (const workflow of view.once(ciOf).workflows)
    for (const { uses } of workflow.jobs)
      if (uses !== undefined) found.push({ file: workflow.file, uses, by: 'job', workflow });
  return found;
};

/** Every `uses:` of a repository: of steps first, then of jobs. */
export const usesIn = (view: RepositoryView): readonly UsesAt[] => view.once(allUses);

/** The environment in which a step runs: its own variables first, then the job's, then the workflow's. */
export const environmentOf = (at: StepAt): readonly Setting[] =>
  at.kind === 'workflow' ? [...at.step.env, ...at.job.env, ...at.workflow.env] : at.step.env;
