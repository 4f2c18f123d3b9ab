import type { Install, InstallOption, InstallOrigin } from '../installs/types.ts';
import { installsIn } from '../installs/installs.ts';
import { directoryOf, normalPath } from '../installs/path.ts';
import { type ScriptAt, scriptsIn } from '../installs/scripts.ts';
import { runsProgram } from '../installs/tools.ts';
import { optionOfVariable, type VariableAt, variableOf } from '../installs/variables.ts';
import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';
import { programOf } from '../shell/program.ts';
import type { ShellCommand } from '../shell/types.ts';
import type { ByteRange } from '../types.ts';
import { environmentOf, stepsIn } from '../workflow/each.ts';
import { placeIn } from '../yaml/place.ts';
import { slugOf } from '../workflow/slug.ts';

/** A place where a project is built in isolation: its build requirements are fetched then. */
export type Build = {
  readonly file: SourceFile;
  readonly range: ByteRange;
  /** As a person would say it: `python -m build`, `cibuildwheel`. */
  readonly command: string;
  /** Of the project, below the root. */
  readonly directory: string;
  readonly origin: InstallOrigin;
  /** A constraint that narrows the build requirements is in force. */
  readonly constrained: boolean;
};

const OFF = /^(?:--no-isolation|-n|--no-build-isolation)$/;
const CONSTRAINT = /^--build-constraints?$|^-b$/;

/** `PIP_CONSTRAINT` reached builds in isolation once, and no longer does (pip, NEWS): it holds nothing that can be relied on. */
const constrainedBy = (variables: readonly VariableAt[]): boolean =>
  variables.some(({ name, value }) => /^(?:PIP|UV)_BUILD_CONSTRAINT$/.test(name) && value !== '');

const isolationOff = (variables: readonly VariableAt[]): boolean =>
  variables.some((one) => {
    if (one.name.startsWith('CIBW_BUILD_FRONTEND'))
      return /--no-isolation|--no-build-isolation/.test(one.value);
    const option: InstallOption | undefined = /^PIP_|^UV_/.test(one.name)
      ? optionOfVariable(one.name.startsWith('UV_') ? 'uv' : 'pip', one)
      : undefined;
    return option?.name === '--no-build-isolation';
  });

type Builder = { readonly command: string; readonly rest: number };

const builderIn = (words: readonly string[]): Builder | undefined => {
  const [name = '', first = '', second = ''] = words;
  if (first === '-m' && (second === 'build' || second === 'cibuildwheel'))
    return { command: second === 'build' ? 'python -m build' : 'cibuildwheel', rest: 3 };
  if (name === '-m' && first === 'build') return { command: 'python -m build', rest: 2 };
  if (name === 'pyproject-build' || name === 'cibuildwheel') return { command: name, rest: 1 };
  if ((name === 'pipx' && first === 'run') || name === 'uvx')
    return words.slice(1).find((one) => /^(?:build|cibuildwheel|pyproject-build)(?:$|[@=])/.test(one)) ===
      undefined
      ? undefined
      : {
          command: words.includes('cibuildwheel')
            ? 'cibuildwheel'
            : `${name === 'uvx' ? 'uvx' : 'pipx run'} build`,
          rest: 2,
        };
  if (/^(?:uv|hatch|pdm)$/.test(name) && first === 'build') return { command: `${name} build`, rest: 2 };
  return undefined;
};

const ofCommand = (at: ScriptAt, command: ShellCommand): Build | undefined => {
  const program = programOf(command);
  if (program === undefined) return undefined;
  let words: readonly string[] = [program.name, ...program.args.map(({ text }) => text)];
  let builder = builderIn(words);
  for (let turns = 0; turns < 3 && builder === undefined; turns += 1) {
    const behind = runsProgram(words);
    if (behind === 0 || behind >= words.length) return undefined;
    words = words.slice(behind);
    builder = builderIn(words);
  }
  if (builder === undefined) return undefined;
  const rest = words.slice(builder.rest);
  if (rest.some((word) => OFF.test(word)) || isolationOff(at.variables)) return undefined;
  const directory = rest.find(
    (word) => /^[\w./-]+$/.test(word) && !word.startsWith('-') && /^[./]|\//.test(word),
  );
  return {
    file: at.file,
    range: at.place(command.start, command.end),
    command: builder.command,
    directory: normalPath(`${at.directory}/${directory ?? ''}`) ?? '',
    origin: at.origin,
    constrained:
      rest.some((word) => CONSTRAINT.test(word.split('=')[0] ?? '')) || constrainedBy(at.variables),
  };
};

const BUILDER = /build/;

const ofScripts = (view: RepositoryView): readonly Build[] =>
  view
    .once(scriptsIn)
    .flatMap((at) =>
      BUILDER.test(at.text) ? at.script().commands.flatMap((command) => ofCommand(at, command) ?? []) : [],
    );

const ofActions = (view: RepositoryView): readonly Build[] =>
  stepsIn(view).flatMap((at): readonly Build[] => {
    const slug = slugOf(at.step);
    if (slug !== 'pypa/cibuildwheel' && slug !== 'hynek/build-and-inspect-python-package') return [];
    const variables = environmentOf(at).map(variableOf);
    if (isolationOff(variables) || at.step.uses === undefined) return [];
    const input =
      at.step.inputs.find(({ name }) => name === 'package-dir' || name === 'path')?.value.value ?? '';
    const origin =
      at.kind === 'workflow'
        ? { kind: 'github' as const, workflow: at.workflow, job: at.job, step: at.step }
        : { kind: 'github' as const, action: at.action, step: at.step };
    return [
      {
        file: at.file,
        range: placeIn(at.step.uses.node, 0, at.step.uses.node.value.length),
        command: slug === 'pypa/cibuildwheel' ? 'cibuildwheel' : 'build-and-inspect-python-package',
        directory: normalPath(input.replace(/^\$\{\{\s*github\.workspace\s*\}\}\/?/, '')) ?? '',
        origin,
        constrained:
          constrainedBy(variables) ||
          variables.some(({ value }) => /\b(?:PIP|UV)_BUILD_CONSTRAINT=/.test(value)),
      },
    ];
  });

/** Directories that `pip install .` and its like build. */
const builtBy = (install: Install): readonly string[] =>
  install.specs.flatMap((spec) => {
    if (spec.kind !== 'local' || /\.whl/.test(spec.text)) return [];
    // An sdist of the project's own: `dist/*.tar.gz`.
    if (spec.archive) return [''];
    const path = spec.text.replace(/\[[^\]]*\]$/, '').replace(/^\{(?:project|package)\}\/?/, './');
    return normalPath(path) ?? [];
  });

const ofInstalls = (view: RepositoryView): readonly Build[] =>
  view.once(installsIn).flatMap((install) => {
    const { file, range, command, origin, options } = install;
    if (options.some(({ name }) => name === '--no-build-isolation')) return [];
    return builtBy(install).map((directory) => ({
      file,
      range,
      command,
      directory: origin.kind === 'dockerfile' && directory === '' ? directoryOf(file.path) : directory,
      origin,
      constrained: install.specs.some((one) => one.kind === 'file' && one.of === 'build-constraints'),
    }));
  });

const all = (view: RepositoryView): readonly Build[] => [
  ...ofScripts(view),
  ...ofActions(view),
  ...ofInstalls(view),
];

/** Every build in isolation that the repository's jobs and images do. */
export const buildsIn = (view: RepositoryView): readonly Build[] => view.once(all);
