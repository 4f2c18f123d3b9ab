import type { Rule } from '@custody/findings';
import { insertFirst, removeLine } from '../../fix/insert.ts';
import { ciOf } from '../../workflow/read.ts';
import type { Permissions, Workflow } from '../../workflow/types.ts';
import { type Mend, type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'workflow/id-token-top-level',
  title: 'Only the job that needs an identity can get one',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'SPEC 8, permissions at the job',
  why: 'With `id-token: write` at the top every job of the workflow, tests and their dependencies included, can ask for the identity that publishes.',
  todo: 'Move `id-token: write` to the job that publishes or attests.',
};

type Scopes = Extract<Permissions['grant'], { kind: 'scopes' }>['scopes'];

/** Moves the permissions to the one job that has none of its own, where there is one. */
const mendOf = (workflow: Workflow, { node }: Permissions, scopes: Scopes): Mend | undefined => {
  const [job, ...others] = workflow.jobs.filter(({ permissions }) => permissions === undefined);
  const entry = node.kind === 'map' ? node.byKey.get('id-token') : undefined;
  if (
    node.kind !== 'map' ||
    job === undefined ||
    others.length > 0 ||
    entry === undefined ||
    node.entries.length < 2
  )
    return undefined;
  const removal = removeLine(node, entry);
  const lines = ['permissions:', ...[...scopes].map(([scope, { access }]) => `  ${scope}: ${access}`)];
  const insertion = insertFirst(job.node, lines);
  if (removal === undefined || insertion === undefined) return undefined;
  const splices = [removal, insertion].sort((a, b) => a.range.start - b.range.start);
  return {
    title: `move id-token: write to the job ${job.id}`,
    safety: 'safe',
    edits: [{ path: workflow.file.path, splices }],
  };
};

/** Workflows of several jobs whose top-level permissions let all of them get an identity. */
export const idTokenTopLevel: PinRule = {
  rule,
  *judge(view) {
    for (const workflow of view.once(ciOf).workflows) {
      const { permissions, jobs, file } = workflow;
      if (permissions === undefined || permissions.grant.kind !== 'scopes' || jobs.length < 2) continue;
      const scope = permissions.grant.scopes.get('id-token');
      if (scope?.access !== 'write') continue;
      const mend = mendOf(workflow, permissions, permissions.grant.scopes);
      yield {
        kind: 'found',
        at: placeAt(file, scope.key.range),
        message: `Each of the ${jobs.length} jobs can ask for the workflow's identity.`,
        ...(mend && { mend }),
      };
    }
  },
};
