import { dockerfilesIn } from '../docker/dockerfile.ts';
import { gitlabCiIn } from '../gitlab/gitlab.ts';
import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';
import { parseShell } from '../shell/parse.ts';
import type { ShellScript } from '../shell/types.ts';
import type { ByteRange } from '../types.ts';
import { ciOf } from '../workflow/read.ts';
import type { Run, Setting, Step } from '../workflow/types.ts';
import { mapOf, scalarOf } from '../yaml/get.ts';
import { placeIn } from '../yaml/place.ts';
import type { YamlMap, YamlScalar } from '../yaml/types.ts';
import { buildScripts } from './cibuildwheel.ts';
import { runScripts } from './docker-run.ts';
import { directoryOf } from './path.ts';
import type { InstallOrigin } from './types.ts';
import { assignedIn, type VariableAt, variableOf } from './variables.ts';

/** A script of the repository, wherever it is written, with what is set where it runs. */
export type ScriptAt = {
  readonly file: SourceFile;
  readonly script: () => ShellScript;
  /** The text, for a look before it is read as commands. */
  readonly text: string;
  readonly place: (start: number, end: number) => ByteRange;
  readonly origin: InstallOrigin;
  /** The nearest first. */
  readonly variables: readonly VariableAt[];
  /** Below the root: where it runs, as far as that is said. */
  readonly directory: string;
};

/** A scalar as a script in the manner of sh. */
export const scalarScript = (
  scalar: YamlScalar,
  rest: Pick<ScriptAt, 'origin' | 'variables' | 'directory'>,
  run?: Run,
): ScriptAt => {
  let parsed: ShellScript | undefined;
  return {
    ...rest,
    file: scalar.source,
    text: scalar.value,
    script: () => (parsed ??= run === undefined ? parseShell(scalar.value) : run.shell()),
    place: (start, end) => placeIn(scalar, start, end),
  };
};

const SCRIPT_VARIABLE = /^CIBW_(?:BEFORE_(?:ALL|BUILD|TEST)|REPAIR_WHEEL_COMMAND|TEST_COMMAND)(?:_[A-Z]+)?$/;

/** Values of variables that cibuildwheel runs. */
const variableScripts = (
  settings: readonly Setting[],
  origin: Extract<InstallOrigin, { kind: 'github' }>,
  variables: readonly VariableAt[],
): readonly ScriptAt[] =>
  settings
    .filter(({ name }) => SCRIPT_VARIABLE.test(name))
    .map(({ name, value }) =>
      scalarScript(value, {
        origin: { ...origin, variable: name },
        variables: [...settings.flatMap(assignedIn), ...variables],
        directory: '',
      }),
    );

const workingDirectory = (node: YamlMap, job?: YamlMap): string => {
  const own =
    scalarOf(node, 'working-directory') ??
    scalarOf(mapOf(mapOf(job, 'defaults'), 'run'), 'working-directory');
  return own === undefined || own.value.includes('$') ? '' : own.value.replace(/^\.\/|\/+$/g, '');
};

const stepScripts = (
  step: Step,
  origin: Extract<InstallOrigin, { kind: 'github' }>,
  outer: readonly VariableAt[],
): readonly ScriptAt[] => {
  const variables = [...step.env.map(variableOf), ...outer];
  const directory = workingDirectory(step.node, origin.job?.node);
  return [
    ...step.scripts.map((run) => scalarScript(run.script, { origin, variables, directory }, run)),
    ...variableScripts(step.env, origin, variables),
  ];
};

const githubScripts = (view: RepositoryView): readonly ScriptAt[] => {
  const { workflows, actions } = view.once(ciOf);
  const found: ScriptAt[] = [];
  for (const workflow of workflows) {
    const ofWorkflow = workflow.env.map(variableOf);
    found.push(...variableScripts(workflow.env, { kind: 'github', workflow }, ofWorkflow));
    for (const job of workflow.jobs) {
      const ofJob = [...job.env.map(variableOf), ...ofWorkflow];
      found.push(...variableScripts(job.env, { kind: 'github', workflow, job }, ofJob));
      for (const step of job.steps)
        found.push(...stepScripts(step, { kind: 'github', workflow, job, step }, ofJob));
    }
  }
  for (const action of actions)
    for (const step of action.steps) found.push(...stepScripts(step, { kind: 'github', action, step }, []));
  return found;
};

const gitlabScripts = (view: RepositoryView): readonly ScriptAt[] =>
  (view.once(gitlabCiIn)?.scripts ?? []).map(({ job, line }) =>
    scalarScript(line, { origin: { kind: 'gitlab', job }, variables: [], directory: '' }),
  );

const dockerScripts = (view: RepositoryView): readonly ScriptAt[] =>
  view.once(dockerfilesIn).flatMap((dockerfile) => {
    const { file } = dockerfile;
    return runScripts(dockerfile).map(({ text, script, at, variables }) => ({
      file,
      text,
      script,
      place: (start, end) => file.rangeOf(at + start, at + end),
      origin: { kind: 'dockerfile' as const },
      variables,
      directory: directoryOf(file.path),
    }));
  });

const all = (view: RepositoryView): readonly ScriptAt[] => [
  ...githubScripts(view),
  ...gitlabScripts(view),
  ...dockerScripts(view),
  ...buildScripts(view),
];

/** Every script that the repository's builds run. */
export const scriptsIn = (view: RepositoryView): readonly ScriptAt[] => view.once(all);
