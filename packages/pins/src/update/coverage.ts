import type { RepositoryView } from '../repository/view.ts';
import { stepsIn } from '../workflow/each.ts';
import { ciOf } from '../workflow/read.ts';
import type { Workflow } from '../workflow/types.ts';
import { triggerNamed } from '../workflow/workflow.ts';
import { isAccountedFor } from './dependabot/cover.ts';
import { matchingOf } from './dependabot/matching.ts';
import { dependabotIn } from './dependabot/read.ts';
import type { Dependabot } from './dependabot/types.ts';
import { manifestsIn } from './manifests/discover.ts';
import type { Ecosystem, Manifest } from './manifests/types.ts';
import { renovateAccountsFor } from './renovate/cover.ts';
import { type Renovate, renovateIn } from './renovate/read.ts';

/** What keeps a repository's dependencies new, and what it does not reach. */
export type Coverage = {
  readonly dependabot?: Dependabot;
  readonly renovate?: Renovate;
  /** A configuration is there, and could not be read: nothing is said of what it covers. */
  readonly unread: boolean;
  /** The configuration names more than is compared with a tree of this size: what is not uncovered is unknown. */
  readonly tooMuch: boolean;
  /** A workflow of the repository runs Renovate itself. */
  readonly runsRenovate: boolean;
  /** The first workflow that, on a schedule, proposes changes of its own: it may be what updates the rest. */
  readonly proposes?: Workflow;
  readonly manifests: readonly Manifest[];
  /** Reached by nothing. */
  readonly uncovered: readonly Manifest[];
};

const runsRenovate = (view: RepositoryView): boolean =>
  stepsIn(view).some(
    ({ step: { uses } }) =>
      uses?.target.kind === 'repository' && uses.target.slug.toLowerCase() === 'renovatebot/github-action',
  );

/** Actions that make a pull request of what a job has changed. */
const PROPOSERS: ReadonlySet<string> = new Set([
  'peter-evans/create-pull-request',
  'googleapis/code-suggester',
  'devops-infra/action-pull-request',
]);

const proposing = (view: RepositoryView): Workflow | undefined =>
  view
    .once(ciOf)
    .workflows.find(
      (workflow) =>
        triggerNamed(workflow, 'schedule') !== undefined &&
        workflow.jobs.some(({ steps }) =>
          steps.some(
            ({ uses, run }) =>
              (uses?.target.kind === 'repository' && PROPOSERS.has(uses.target.slug.toLowerCase())) ||
              /\bgh\s+pr\s+create\b/.test(run?.script.value ?? ''),
          ),
        ),
    );

/** What update bots reach in a repository: `view.once(coverageOf)`. */
export const coverageOf = (view: RepositoryView): Coverage => {
  const [bot, other] = [view.once(dependabotIn), view.once(renovateIn)];
  const dependabot = bot?.kind === 'read' ? bot.dependabot : undefined;
  const renovate = other?.kind === 'read' ? other.renovate : undefined;
  const manifests = view.once(manifestsIn);
  const proposes = proposing(view);
  const matching = view.once(matchingOf);
  const uncovered = manifests.filter(
    (one) =>
      (dependabot === undefined || !isAccountedFor(dependabot, one, matching)) &&
      (renovate === undefined || !renovateAccountsFor(renovate, one, matching)),
  );
  return {
    ...(dependabot && { dependabot }),
    ...(renovate && { renovate }),
    unread: bot?.kind === 'unread' || other?.kind === 'unread',
    runsRenovate: runsRenovate(view),
    ...(proposes && { proposes }),
    manifests,
    uncovered,
    tooMuch: matching.exhausted(),
  };
};

/** Whether Dependabot is told of any of a manifest's ecosystems. */
export const isNamed = ({ updates }: Dependabot, { ecosystems }: Manifest): boolean =>
  updates.some(({ ecosystem }) => ecosystems.some((one) => one === ecosystem?.value));

/** Manifests by the ecosystem that we would write for them, in a fixed order. */
export const byEcosystem = (manifests: readonly Manifest[]): ReadonlyMap<Ecosystem, readonly Manifest[]> => {
  const groups = new Map<Ecosystem, Manifest[]>();
  for (const one of manifests) {
    const [name] = one.ecosystems;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return new Map([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** The distinct directories of manifests, in code-unit order. */
export const directoriesOf = (manifests: readonly Manifest[]): readonly string[] =>
  [...new Set(manifests.map(({ directory }) => directory))].sort();
