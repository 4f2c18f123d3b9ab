import { parseShell } from '../shell/parse.ts';
import type { ShellScript } from '../shell/types.ts';
import { mapOf, scalarOf, seqOf } from '../yaml/get.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../yaml/types.ts';
import { settingsOf } from './settings.ts';
import type { Run, Setting, Step, Uses } from './types.ts';
import { usesOf } from './uses.ts';

/** What says in which language scripts are, the nearest first. */
export type ShellContext = {
  readonly shells: readonly (YamlScalar | undefined)[];
  readonly windows: boolean;
};

const languageOf = ({ shells, windows }: ShellContext): Run['language'] => {
  const named = shells.find((one) => one !== undefined)?.value;
  // What an expression will choose is unknown: most scripts are written for a POSIX shell.
  if (named?.includes('${{') === true) return 'posix';
  const program = named?.trim().split(/\s+/)[0]?.split('/').at(-1)?.toLowerCase();
  if (program === undefined || program === '') return windows ? 'powershell' : 'posix';
  if (program.startsWith('pwsh') || program.startsWith('powershell')) return 'powershell';
  return /^(?:ba|da|z|k)?sh$/.test(program) || program === 'cmd' || program === 'cibuildwheel'
    ? 'posix'
    : 'other';
};

/** A script with its language, read as commands when asked. */
export const runOf = (script: YamlScalar, context: ShellContext): Run => {
  const language = languageOf(context);
  let parsed: ShellScript | undefined;
  return {
    script,
    language,
    shell: () =>
      (parsed ??=
        language === 'other'
          ? { text: script.value, commands: [], problems: [] }
          : parseShell(script.value, language)),
  };
};

/** Actions that run what an input holds, and which inputs. */
const RUNNERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['uraimo/run-on-arch-action', ['setup', 'install', 'run']],
  ['addnab/docker-run-action', ['run']],
  ['nick-fields/retry', ['command']],
  ['nick-invision/retry', ['command']],
  ['pyo3/maturin-action', ['before-script-linux']],
]);

const scriptsIn = (uses: Uses | undefined, inputs: readonly Setting[]): readonly Run[] => {
  const names = uses?.target.kind === 'repository' ? RUNNERS.get(uses.target.slug.toLowerCase()) : undefined;
  if (names === undefined) return [];
  return inputs
    .filter(({ name, value }) => names.includes(name) && value.value !== '')
    .map(({ value }) => runOf(value, { shells: [], windows: false }));
};

const stepOf = (node: YamlMap, context: ShellContext): Step => {
  const [id, name, condition] = [scalarOf(node, 'id'), scalarOf(node, 'name'), scalarOf(node, 'if')];
  const [usesNode, runNode] = [scalarOf(node, 'uses'), scalarOf(node, 'run')];
  const inputsNode = mapOf(node, 'with');
  const inputs = settingsOf(inputsNode);
  const target = usesNode && usesOf(usesNode);
  const script =
    runNode && runOf(runNode, { ...context, shells: [scalarOf(node, 'shell'), ...context.shells] });
  return {
    node,
    ...(id && { id }),
    ...(name && { name }),
    ...(condition && { condition }),
    ...(target && { uses: target }),
    ...(script && { run: script }),
    scripts: [...(script ? [script] : []), ...scriptsIn(target, inputs)],
    inputs,
    ...(inputsNode && { inputsNode }),
    env: settingsOf(mapOf(node, 'env')),
  };
};

/** The steps of a job or a composite action, those of `parallel:` groups among them. */
export const stepsOf = (owner: YamlNode | undefined, context: ShellContext, depth = 0): readonly Step[] => {
  const steps: Step[] = [];
  const items = (depth === 0 ? seqOf(owner, 'steps') : seqOf(owner, 'parallel'))?.items ?? [];
  for (const item of items) {
    if (item.kind !== 'map') continue;
    if (item.byKey.has('parallel') && depth < 4) steps.push(...stepsOf(item, context, depth + 1));
    else steps.push(stepOf(item, context));
  }
  return steps;
};
