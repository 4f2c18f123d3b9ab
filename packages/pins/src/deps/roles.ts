import type { RepositoryView } from '../repository/view.ts';
import type { Install, InstallOrigin } from '../installs/types.ts';
import { jobsBefore, publishingIn } from '../workflow/publishing.ts';
import type { Action } from '../action/action.ts';
import { ciOf } from '../workflow/read.ts';
import type { Job, Step, Workflow } from '../workflow/types.ts';
import { slugOf } from '../workflow/slug.ts';

/**
 * What comes out of where an install stands. `release`: files that are published from there or after it; `artifact`: a
 * build that is handed on; `image`: a container; `check`: nothing but an answer.
 */
export type Role = 'release' | 'artifact' | 'image' | 'check';

/** A role and the sentence that says why. */
export type RoleAt = { readonly role: Role; readonly because: string };

const CHECK: RoleAt = { role: 'check', because: '' };

const BUILDS =
  /\bcibuildwheel\b|\bpython[\d.]* -m build\b|\bpyproject-build\b|\bpipx run build\b|\buv build\b|\b(?:poetry|pdm|flit|hatch|maturin) build\b|\bsetup\.py (?:sdist|bdist)|\bpip wheel\b/;
const BUILD_ACTIONS = /^(?:pypa\/cibuildwheel|hynek\/build-and-inspect-python-package|pyo3\/maturin-action)$/;

/** The step that builds distributions, as a name for it. */
export const builderOf = (step: Step): string | undefined => {
  const slug = slugOf(step);
  if (BUILD_ACTIONS.test(slug)) return slug.slice(slug.indexOf('/') + 1);
  for (const { script } of step.scripts) {
    const found = BUILDS.exec(script.value)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The workflow file that a job calls, where it is of the repository itself. */
const calledBy = (job: Job, workflows: readonly Workflow[]): Workflow | undefined => {
  const target = job.uses?.target;
  if (target?.kind !== 'local' && target?.kind !== 'self') return undefined;
  const path = target.path.replace(/^\.\//, '');
  return workflows.find((one) => one.file.path === path);
};

/** Whether files can go from the job to another one: a job that only says yes or no leaves nothing behind. */
const handsOn = ({ steps, uses }: Job): boolean =>
  uses !== undefined ||
  steps.some(
    (step) =>
      /^(?:actions\/upload-artifact|hynek\/build-and-inspect-python-package|actions\/cache|softprops\/action-gh-release)$/.test(
        slugOf(step),
      ) || step.scripts.some(({ script }) => /\bgh release (?:upload|create)\b/.test(script.value)),
  );

const releases = (view: RepositoryView): ReadonlyMap<Job, string> => {
  const { workflows } = view.once(ciOf);
  const found = new Map<Job, string>();
  const add = (job: Job, because: string, depth: number): void => {
    if (found.has(job)) return;
    found.set(job, because);
    const called = depth < 4 ? calledBy(job, workflows) : undefined;
    for (const one of called?.jobs ?? []) add(one, because, depth + 1);
  };
  for (const { at, tool, trial } of publishingIn(view)) {
    if (trial) continue;
    for (const job of jobsBefore(at.workflow, at.job).filter((one) => one === at.job || handsOn(one)))
      add(
        job,
        job === at.job ? `the job publishes with ${tool}` : `the job ${at.job.id} publishes what comes of it`,
        0,
      );
  }
  return found;
};

const uploads = (step: Step): boolean => slugOf(step) === 'actions/upload-artifact';

/** A workflow that anybody's proposal starts makes its files to be tried, not to be given away. */
const isTrial = (view: RepositoryView, job: Job): boolean =>
  view
    .once(ciOf)
    .workflows.some(
      ({ jobs, triggers }) =>
        jobs.includes(job) && triggers.some(({ name }) => /^(?:pull_request|merge_group)/.test(name)),
    );

const known = (view: RepositoryView): Map<Job, RoleAt> => {
  // The view is what they are remembered for.
  void view;
  return new Map();
};

const jobRole = (view: RepositoryView, job: Job): RoleAt => {
  const roles = view.once(known);
  const before = roles.get(job);
  if (before !== undefined) return before;
  const role = roleOfJob(view, job);
  roles.set(job, role);
  return role;
};

const roleOfJob = (view: RepositoryView, job: Job): RoleAt => {
  const because = view.once(releases).get(job);
  if (because !== undefined) return { role: 'release', because };
  if (isTrial(view, job)) return CHECK;
  const at = job.steps.findIndex((step) => builderOf(step) !== undefined);
  // An upload before the build is not of what was built.
  const upload = at === -1 ? undefined : job.steps.slice(at + 1).find(uploads);
  if (upload === undefined) return CHECK;
  const name = upload.inputs.find((one) => one.name === 'name')?.value.value ?? 'artifact';
  return {
    role: 'artifact',
    because: `the job uploads what it builds as ${JSON.stringify(name.slice(0, 60))}`,
  };
};

const usesAction = (job: Job, { directory }: Action): boolean =>
  job.steps.some(({ uses }) => {
    const target = uses?.target;
    return (
      (target?.kind === 'local' || target?.kind === 'self') &&
      target.path.replace(/^\.\//, '').replace(/\/+$/, '') === directory
    );
  });

const RANK: readonly Role[] = ['check', 'image', 'artifact', 'release'];

const highest = (roles: readonly RoleAt[]): RoleAt =>
  roles.reduce((best, one) => (RANK.indexOf(one.role) > RANK.indexOf(best.role) ? one : best), CHECK);

/** Jobs in which an install runs: of a variable of the whole workflow, those that build. */
const jobsOf = (view: RepositoryView, origin: InstallOrigin): readonly Job[] => {
  const { workflows } = view.once(ciOf);
  const everywhere = workflows.flatMap(({ jobs }) => jobs);
  if (origin.kind === 'config')
    return origin.key.startsWith('tool.cibuildwheel')
      ? everywhere.filter(({ steps }) =>
          steps.some((step) => builderOf(step)?.includes('cibuildwheel') === true),
        )
      : [];
  if (origin.kind !== 'github') return [];
  const { job, workflow, action } = origin;
  if (job !== undefined) return [job];
  if (action !== undefined) return everywhere.filter((one) => usesAction(one, action));
  return (workflow?.jobs ?? []).filter(({ steps }) => steps.some((step) => builderOf(step) !== undefined));
};

/** What comes out of where an install stands. */
export const roleOf = (view: RepositoryView, { origin }: Pick<Install, 'origin'>): RoleAt => {
  if (origin.kind === 'dockerfile') return { role: 'image', because: 'it goes into the image' };
  return highest(jobsOf(view, origin).map((job) => jobRole(view, job)));
};

/** The most that comes out of any of several installs. */
export const highestRole = (view: RepositoryView, installs: readonly Install[]): RoleAt =>
  highest(installs.map((one) => roleOf(view, one)));

/** True where what comes out reaches others. */
export const reachesUsers = ({ role }: RoleAt): boolean => role === 'release' || role === 'artifact';
