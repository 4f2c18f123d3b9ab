import type { RepositoryView } from '../repository/view.ts';
import { programOf } from '../shell/program.ts';
import type { ByteRange } from '../types.ts';
import { type StepAt, stepsIn } from './each.ts';
import { slugOf } from './slug.ts';
import { accessTo } from './permissions.ts';
import type { Job, Step, Workflow } from './types.ts';
import { placeIn } from '../yaml/place.ts';

export type JobStep = Extract<StepAt, { readonly kind: 'workflow' }>;

/** A step that uploads to a package index. */
export type Publishing = {
  readonly at: JobStep;
  readonly by: 'action' | 'command';
  /** `pypa/gh-action-pypi-publish`, `twine`, `uv` … */
  readonly tool: string;
  readonly range: ByteRange;
  /** To an index for trials: nothing that users get. */
  readonly trial: boolean;
};

const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['twine', 'upload'],
  ['uv', 'publish'],
  ['poetry', 'publish'],
  ['pdm', 'publish'],
  ['flit', 'publish'],
  ['hatch', 'publish'],
  ['maturin', 'publish upload'],
]);

/** `python -m twine`, `uvx twine`, `pipx run twine` run what follows. */
const unwrapped = (words: readonly string[]): readonly string[] => {
  const [name = '', first, second] = words;
  if (/^python[\d.]*$|^py$/.test(name) && first === '-m') return words.slice(2);
  if (name === 'uvx') return words.slice(1);
  if (
    (name === 'pipx' || name === 'uv' || name === 'poetry' || name === 'pdm' || name === 'hatch') &&
    first === 'run'
  )
    return second?.startsWith('-') === true ? words.slice(3) : words.slice(2);
  return words;
};

const commandIn = (at: JobStep): Publishing | undefined => {
  for (const command of at.step.run?.shell().commands ?? []) {
    const program = programOf(command);
    if (program === undefined || at.step.run === undefined) continue;
    const words = unwrapped([program.name, ...program.args.map(({ text }) => text)]);
    const [name = '', verb = ''] = words;
    if (COMMANDS.get(name)?.split(' ').includes(verb) !== true || words.includes('--dry-run')) continue;
    const trial = words.some((word) => /^(?:testpypi|test-pypi|pypitest)$|test\.pypi\.org/.test(word));
    return {
      at,
      by: 'command',
      tool: name,
      range: placeIn(at.step.run.script, command.start, command.end),
      trial,
    };
  }
  return undefined;
};

const isTrial = ({ inputs }: Step): boolean =>
  inputs.some(({ name, value }) => /^repository[-_]url$/.test(name) && value.value.includes('test.pypi.org'));

const publishingOf = (at: JobStep): Publishing | undefined => {
  const slug = slugOf(at.step);
  if (slug === 'pypa/gh-action-pypi-publish' && at.step.uses !== undefined)
    return {
      at,
      by: 'action',
      tool: 'pypa/gh-action-pypi-publish',
      range: at.step.uses.node.range,
      trial: isTrial(at.step),
    };
  const command = at.step.inputs.find(({ name }) => name === 'command')?.value.value;
  if (
    slug === 'pyo3/maturin-action' &&
    (command === 'upload' || command === 'publish') &&
    at.step.uses !== undefined
  )
    return {
      at,
      by: 'action',
      tool: 'PyO3/maturin-action',
      range: at.step.uses.node.range,
      trial: isTrial(at.step),
    };
  return commandIn(at);
};

const all = (view: RepositoryView): readonly Publishing[] =>
  stepsIn(view).flatMap((at) => (at.kind === 'workflow' ? (publishingOf(at) ?? []) : []));

/** Every step that uploads to a package index. */
export const publishingIn = (view: RepositoryView): readonly Publishing[] => view.once(all);

/** A job and all that must have run before it, itself first. */
export const jobsBefore = (workflow: Workflow, job: Job): readonly Job[] => {
  const found = [job];
  const seen = new Set([job.id]);
  for (const one of found)
    for (const id of one.needs) {
      const next = seen.has(id) ? undefined : workflow.jobs.find((other) => other.id === id);
      if (next === undefined) continue;
      seen.add(id);
      found.push(next);
    }
  return found;
};

/** What a job's token may do with a scope: its own permissions, or else the workflow's; `undefined` where neither says. */
export const jobAccess = (workflow: Workflow, job: Job, scope: string): string | undefined => {
  const permissions = job.permissions ?? workflow.permissions;
  return permissions && accessTo(permissions, scope);
};
