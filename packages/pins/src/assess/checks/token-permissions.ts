import { ciOf } from '../../workflow/read.ts';
import type { Permissions, Workflow } from '../../workflow/types.ts';
import { decided, evidenceAt, evidenceOf, INCONCLUSIVE, told } from '../score.ts';
import type { Check, Evidence } from '../types.ts';
import { jobMatches, type StepMatch } from './jobs.ts';
import { isPackaging } from './packaging.ts';

const OF_INTEREST = new Set([
  'statuses',
  'checks',
  'security-events',
  'deployments',
  'contents',
  'packages',
  'actions',
]);

/** Points that a write for all jobs costs, by scope. */
const COST: Readonly<Record<string, number>> = {
  checks: 0.5,
  statuses: 0.5,
  contents: 10,
  packages: 10,
  actions: 10,
  deployments: 1,
  'security-events': 1,
};

const RELEASES: readonly (readonly StepMatch[])[] = [
  [{ uses: 'relekang/python-semantic-release' }],
  [{ run: /(?:npx|pnpm|yarn).{0,400}semantic-release/ }],
  [{ uses: 'actions/setup-go' }, { uses: 'goreleaser/goreleaser-action' }],
  [{ uses: 'slsa-framework/slsa-github-generator/.github/workflows/builder_go_slsa3.yml' }],
  [{ uses: 'slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml' }],
  [{ run: /mvn.{0,400}release:prepare/ }],
  [{ uses: 'peaceiris/actions-gh-pages' }],
];

const SARIF =
  /^(?:github\/codeql-action\/(?:analyze|upload-sarif)|ossf\/scorecard-action|haskell-actions\/hlint-scan|zizmorcore\/zizmor-action)(?:@|$)/;

/** Scopes that the jobs of a workflow need to write for what they do. */
const needed = (workflow: Workflow): ReadonlySet<string> => {
  const { jobs } = workflow;
  const scopes = new Set<string>();
  if (isPackaging(workflow)) scopes.add('packages');
  if (jobs.some((job) => RELEASES.some((one) => jobMatches(job, one)))) scopes.add('contents');
  if (jobs.some(({ steps }) => steps.some(({ uses }) => SARIF.test(uses?.node.value ?? ''))))
    scopes.add('security-events');
  return scopes;
};

type Written = { readonly scope: string; readonly node: Permissions['node'] };

/** Writes that count: of the scopes of interest, those that are needed left out. */
const writesOf = ({ grant }: Permissions, but: ReadonlySet<string>): readonly Written[] =>
  grant.kind === 'all'
    ? []
    : [...grant.scopes].flatMap(([scope, { access, value }]) =>
        access.toLowerCase() === 'write' &&
        OF_INTEREST.has(scope.toLowerCase()) &&
        !but.has(scope.toLowerCase())
          ? [{ scope: scope.toLowerCase(), node: value }]
          : [],
      );

/** What one workflow costs, and where. */
const costOf = (workflow: Workflow): { readonly cost: number; readonly lost: readonly Evidence[] } => {
  const { file, jobs, permissions } = workflow;
  const undeclared = jobs.filter((job) => job.permissions === undefined);
  const but = needed(workflow);
  const writing = jobs.some(
    (job) => job.permissions !== undefined && writesOf(job.permissions, but).length > 0,
  );
  if (permissions === undefined) {
    // Where a job says nothing either, it has what the repository grants by default.
    const [job] = undeclared;
    if (job !== undefined)
      return {
        cost: 10,
        lost: [evidenceOf(file, job.key, 'neither the workflow nor this job says what its token may do')],
      };
    return { cost: 0.5, lost: [evidenceAt(file, 0, 'the workflow does not say what its token may do')] };
  }
  const { grant, node } = permissions;
  if (grant.kind === 'all') {
    if (grant.access !== 'write') return { cost: 0, lost: [] };
    const cost = writing || undeclared.length > 0 ? 10 : 0.5;
    return { cost, lost: [evidenceOf(file, node, 'the token of every job may write everything')] };
  }
  const writes = writesOf(permissions, new Set());
  return {
    cost: writes.reduce((sum, { scope }) => sum + (COST[scope] ?? 0), 0),
    lost: writes.map((one) => evidenceOf(file, one.node, `the token of every job may write ${one.scope}`)),
  };
};

/** `checks/evaluation/permissions.go`. */
export const tokenPermissions: Check = {
  name: 'Token-Permissions',
  risk: 'high',
  todo: 'Begin each workflow with "permissions: contents: read", and grant writes to the jobs that need them. custody pin --fix does most of it.',
  judge: ({ view }) => {
    const { workflows } = view.once(ciOf);
    if (workflows.length === 0) return { score: INCONCLUSIVE, reason: 'no workflows', lost: [] };
    const costs = workflows.map(costOf);
    const lost = costs.flatMap((one) => one.lost);
    const score = 10 - costs.reduce((sum, { cost }) => sum + cost, 0);
    return {
      score: decided(score),
      reason:
        lost.length === 0
          ? 'tokens may do no more than they must'
          : `tokens may do too much in ${costs.filter(({ cost }) => cost > 0).length} workflows`,
      lost: told(lost),
    };
  },
};
