import type { Rule } from '@custody/findings';
import type { RepositoryView } from '../../repository/view.ts';
import { ciOf } from '../../workflow/read.ts';
import type { Job, Permissions, Workflow } from '../../workflow/types.ts';
import { type Observation, type PinRule, placeAt } from '../rule.ts';
import { mendReadAccess } from './read-access.ts';

const rule: Rule = {
  id: 'workflow/excessive-permissions',
  title: "A job's token may do no more than the job does",
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'SPEC 8; OpenSSF Scorecard, Token-Permissions',
  why: 'Everything that a job runs can use its token; without a limit, or with one for all jobs, an action that turns bad may write to the repository.',
  todo: 'Write `permissions: contents: read` at the top of the workflow, and what a job needs beyond at that job.',
};

const undeclared = (view: RepositoryView, workflow: Workflow): Observation | undefined => {
  if (workflow.permissions !== undefined) return undefined;
  const open = workflow.jobs.filter(({ permissions }) => permissions === undefined);
  const [first] = open;
  if (first === undefined) return undefined;
  const mend = mendReadAccess(view, workflow, open);
  return {
    kind: 'found',
    at: placeAt(workflow.file, first.key.range),
    message: `${open.length} of ${workflow.jobs.length} job${workflow.jobs.length === 1 ? '' : 's'} ${open.length === 1 ? 'has' : 'have'} the token's default permissions, which may be to write everything.`,
    key: 'default',
    ...(mend && { mend }),
  };
};

const writes = ({ grant }: Permissions): readonly string[] =>
  grant.kind === 'all'
    ? grant.access === 'write'
      ? ['everything']
      : []
    : [...grant.scopes].flatMap(([scope, { access }]) =>
        access === 'write' && scope !== 'id-token' ? [scope] : [],
      );

const declared = (workflow: Workflow, permissions: Permissions, job?: Job): Observation | undefined => {
  const scopes = writes(permissions);
  const everything = scopes[0] === 'everything';
  if (scopes.length === 0 || (job !== undefined && !everything)) return undefined;
  // A workflow of one job may as well say it at the top.
  if (job === undefined && !everything && workflow.jobs.length < 2) return undefined;
  return {
    kind: 'found',
    at: placeAt(workflow.file, permissions.key.range),
    message: `${job === undefined ? 'Every job of this workflow' : `The job ${JSON.stringify(job.id.slice(0, 60))}`} may write ${scopes.slice(0, 8).join(', ')}.`,
    severity: everything
      ? 'high'
      : scopes.some((one) => /^(?:contents|packages|actions)$/.test(one))
        ? 'medium'
        : 'low',
    confidence: 'high',
    key: job?.id ?? 'top',
  };
};

/** Workflows that leave the token's permissions to the default, or grant write access to all jobs or to everything. */
export const excessivePermissions: PinRule = {
  rule,
  *judge(view) {
    for (const workflow of view.once(ciOf).workflows) {
      const found = [
        undeclared(view, workflow),
        workflow.permissions && declared(workflow, workflow.permissions),
        ...workflow.jobs.map((job) => job.permissions && declared(workflow, job.permissions, job)),
      ];
      for (const one of found) if (one !== undefined) yield one;
    }
  },
};
