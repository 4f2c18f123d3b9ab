import type { RepositoryView } from '../repository/view.ts';
import { programOf } from '../shell/program.ts';
import type { ShellCommand } from '../shell/types.ts';
import { stepsIn } from '../workflow/each.ts';
import { settingNamed } from '../workflow/settings.ts';
import { placeIn } from '../yaml/place.ts';
import { testRequires } from './cibuildwheel.ts';
import { fileMeant } from './path.ts';
import { hookInstalls } from './precommit.ts';
import { readArguments } from './read.ts';
import { scalarScript, type ScriptAt, scriptsIn } from './scripts.ts';
import { askedOf, runsProgram } from './tools.ts';
import { toxInstalls } from './tox.ts';
import type { Install, InstallOption, InstallSpec } from './types.ts';
import { optionOfVariable } from './variables.ts';
import { argumentsOf } from './words.ts';

const MENTIONS = /\b(?:pip[\d.]*|uvx?|pipx|poetry|pdm|pipenv)\b/;

/** What a script has set so far: names and the values that are known. */
type Known = Map<string, string | undefined>;

const ofVariables = (tool: Install['tool'], at: ScriptAt): readonly InstallOption[] => {
  const owner = tool === 'uv' ? 'uv' : 'pip';
  const seen = new Set<string>();
  return at.variables.flatMap((variable) => {
    // The nearest one hides the others.
    if (seen.has(variable.name)) return [];
    seen.add(variable.name);
    return optionOfVariable(owner, variable) ?? [];
  });
};

/** Files that variables name (`PIP_CONSTRAINT`), as the command had named them. */
const filesOfVariables = (
  view: RepositoryView,
  options: readonly InstallOption[],
  directory: string,
): readonly InstallSpec[] =>
  options.flatMap(({ name, value, range }) => {
    const of =
      name === '--constraint'
        ? 'constraints'
        : name === '--build-constraint'
          ? 'build-constraints'
          : undefined;
    if (of === undefined || value === undefined) return [];
    const path = fileMeant(view, directory, value);
    return [{ kind: 'file' as const, of, text: value, range, ...(path !== undefined && { path }) }];
  });

const installOf = (
  view: RepositoryView,
  at: ScriptAt,
  command: ShellCommand,
  known: Known,
): readonly Install[] => {
  const program = programOf(command);
  if (program === undefined) return [];
  const outer = new Map<string, string | undefined>();
  for (const one of at.variables)
    if (!outer.has(one.name)) outer.set(one.name, one.known ? one.value : undefined);
  const variable = (name: string): string | undefined =>
    known.has(name) ? known.get(name) : outer.get(name);
  const found: Install[] = [];
  let words = [program.word, ...program.args];
  for (let turns = 0; turns < 4; turns += 1) {
    const names = words.map((word, index) =>
      index === 0 ? (program.word === word ? program.name : word.text) : word.text,
    );
    const asked = askedOf(names);
    if (asked !== undefined) {
      const given = words.slice(asked.rest).flatMap((word) => argumentsOf(word, at.place, variable));
      const { directory } = at;
      const meant = (path: string): string | undefined => fileMeant(view, directory, path);
      const { specs, options } = readArguments(asked, given, { file: at.file, place: at.place, meant });
      const set = program.assignments.map(({ name, value }) => ({
        name,
        value: value.text,
        known: value.literal,
        file: at.file,
        range: at.place(value.start, value.end),
      }));
      const inForce = ofVariables(asked.tool, { ...at, variables: [...set, ...at.variables] });
      const last = words.at(-1) ?? program.word;
      found.push({
        file: at.file,
        range: at.place(program.word.start, last.end),
        tool: asked.tool,
        verb: asked.verb,
        command: asked.command,
        specs: [...specs, ...filesOfVariables(view, inForce, directory)],
        options: [...options, ...inForce],
        origin: at.origin,
      });
    }
    const behind = runsProgram(names);
    if (behind === 0 || behind >= words.length) break;
    words = words.slice(behind);
  }
  return found;
};

const remember = (command: ShellCommand, known: Known): void => {
  if (command.words.length > 0 && command.words[0]?.text !== 'export') return;
  for (const { name, value } of command.assignments) known.set(name, value.literal ? value.text : undefined);
  for (const word of command.words.slice(1)) {
    const set = /^([A-Za-z_]\w*)=/.exec(word.text);
    if (set !== null) known.set(set[1] ?? '', word.literal ? word.text.slice(set[0].length) : undefined);
  }
};

const ofScript = (view: RepositoryView, at: ScriptAt): readonly Install[] => {
  if (!MENTIONS.test(at.text)) return [];
  const known: Known = new Map();
  return at.script().commands.flatMap((command) => {
    remember(command, known);
    return installOf(view, at, command, known);
  });
};

/** `pip-install:` of setup-python: the arguments of `pip install`. */
const ofSetupPython = (view: RepositoryView): readonly Install[] =>
  stepsIn(view).flatMap((at): readonly Install[] => {
    const { step } = at;
    if (
      step.uses?.target.kind !== 'repository' ||
      step.uses.target.slug.toLowerCase() !== 'actions/setup-python'
    )
      return [];
    const value = settingNamed(step.inputs, 'pip-install')?.value;
    if (value === undefined || value.value.trim() === '') return [];
    const origin =
      at.kind === 'workflow'
        ? { kind: 'github' as const, workflow: at.workflow, job: at.job, step }
        : { kind: 'github' as const, action: at.action, step };
    const script = scalarScript(value, { origin, variables: [], directory: '' });
    const asked = { tool: 'pip', verb: 'install', command: 'pip install', rest: 0, operands: 'all' } as const;
    return script.script().commands.map(({ words }) => {
      const given = words.flatMap((word) => argumentsOf(word, script.place, () => undefined));
      const meant = (path: string): string | undefined => fileMeant(view, '', path);
      const reading = readArguments(asked, given, { file: value.source, place: script.place, meant });
      return {
        file: value.source,
        range: placeIn(value, 0, value.value.trimEnd().length),
        tool: 'pip' as const,
        verb: 'install' as const,
        command: 'pip install',
        ...reading,
        origin,
      };
    });
  });

const byPlace = (a: Install, b: Install): number =>
  a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : a.range.start - b.range.start;

const all = (view: RepositoryView): readonly Install[] =>
  [
    ...scriptsIn(view).flatMap((at) => ofScript(view, at)),
    ...ofSetupPython(view),
    ...testRequires(view),
    ...toxInstalls(view),
    ...hookInstalls(view),
  ].sort(byPlace);

/** Every install of Python packages that the repository's builds, images, test environments and hooks ask for, in the order of their files. */
export const installsIn = (view: RepositoryView): readonly Install[] => view.once(all);

/** The first option of these names: a command's own count before variables. */
export const optionNamed = ({ options }: Install, ...names: readonly string[]): InstallOption | undefined =>
  options.find(({ name }) => names.includes(name));
