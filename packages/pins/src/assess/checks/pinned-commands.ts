import { programOf } from '../../shell/program.ts';
import type { ShellScript } from '../../shell/types.ts';

/** A command that fetches what it runs. `kind` is the ecosystem in Scorecard's words. */
export type Fetch = {
  readonly kind: 'pipCommand' | 'npmCommand' | 'goCommand' | 'chocoCommand' | 'downloadThenRun';
  readonly pinned: boolean;
  readonly start: number;
  readonly text: string;
};

/** A command that fetches too, of which Scorecard does not know. */
export type OtherFetch = { readonly tool: string; readonly start: number };

const PYTHON = /^(?:python|py|pypy)(?:[0-9.]+)?$/;
const SHELL = /^(?:sh|bash|dash|ksh|zsh|mksh)$/;
const INTERPRETER = /^(?:sh|bash|dash|ksh|zsh|mksh|python[0-9.]*|perl|ruby|php|node|nodejs|java|pwsh)$/;
const GIT_COMMIT = /^git(?:\+https?|\+ssh|\+git)?:\/\/.{1,400}@[0-9a-fA-F]{40}(?:#.*)?$/;

/** `pip install` as `isUnpinnedPipInstall` judges it: pinned with --require-hashes, as a wheel, or as a checkout without dependencies. */
const isPinnedPip = (args: readonly string[]): boolean => {
  let [editable, noDependencies, pinnedEditable, others, wheel] = [false, false, true, false, false];
  for (const arg of args) {
    if (arg === '--require-hashes') return !editable || (noDependencies && pinnedEditable);
    if (arg === '--no-deps') noDependencies = true;
    else if (arg === '-e' || arg === '--editable') editable = true;
    else if (arg.startsWith('-')) continue;
    else if (arg.endsWith('.whl')) wheel = true;
    else if (editable) pinnedEditable &&= /^\.|^file:/.test(arg) || GIT_COMMIT.test(arg);
    else others = true;
  }
  if (editable) return noDependencies && pinnedEditable;
  return wheel && !others;
};

const isPinnedNpm = (args: readonly string[]): boolean =>
  args.includes('ci') ||
  args.some((arg) => /^(?:github:|git:\/\/|git\+https?:\/\/)[^#]{1,400}#[0-9a-fA-F]{40}$/.test(arg));

const isPinnedGo = (args: readonly string[]): boolean => {
  const packages = args.filter((arg) => !arg.startsWith('-'));
  return packages.every((one) => {
    if (one.startsWith('.')) return true;
    const version = one.split('@')[1];
    return (
      version !== undefined &&
      (/^[A-Fa-f0-9]{40,}$/.test(version) ||
        /^v\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(version))
    );
  });
};

const ofProgram = (name: string, args: readonly string[]): Omit<Fetch, 'start' | 'text'> | undefined => {
  const [first = ''] = args;
  const module = args.indexOf('-m');
  if (PYTHON.test(name) && module !== -1 && args[module + 1] === 'pip')
    return ofProgram('pip', args.slice(module + 2));
  if ((name === 'pip' || name === 'pip3') && first === 'install')
    return { kind: 'pipCommand', pinned: isPinnedPip(args.slice(1)) };
  if (name === 'npm' && args.some((arg) => /^(?:install|i|install-test|update|ci)$/.test(arg)))
    return { kind: 'npmCommand', pinned: isPinnedNpm(args) };
  if (name === 'go' && args.length > 1 && (first === 'get' || first === 'install'))
    return { kind: 'goCommand', pinned: isPinnedGo(args.slice(1)) };
  if (name === 'choco' && first === 'install')
    return { kind: 'chocoCommand', pinned: args.some((arg) => /^--?requirechecksums?$/i.test(arg)) };
  return undefined;
};

const OTHER = /^(?:uv|uvx|pipx|poetry|pdm|conda|mamba|micromamba)$/;

const isOther = (name: string, [first = '', second = '']: readonly string[]): boolean =>
  OTHER.test(name) &&
  (name === 'uvx' ||
    /^(?:install|run|add|sync|create)$/.test(first === 'pip' || first === 'tool' ? second : first));

/** What a script fetches: installs, and downloads that are piped into an interpreter. */
export const fetchesIn = (
  script: ShellScript,
): { readonly fetches: readonly Fetch[]; readonly others: readonly OtherFetch[] } => {
  const fetches: Fetch[] = [];
  const others: OtherFetch[] = [];
  const loads = new Set<number>();
  for (const command of script.commands) {
    const program = programOf(command);
    if (program === undefined) continue;
    const { name } = program;
    const args = program.args.map(({ text }) => text);
    const place = { start: command.start, text: script.text.slice(command.start, command.end).slice(0, 120) };
    const found = ofProgram(name, args);
    if (found !== undefined) fetches.push({ ...found, ...place });
    else if (isOther(name, args)) others.push({ tool: name, start: command.start });
    if (/^(?:curl|wget|gsutil)$/.test(name)) loads.add(command.pipeline);
    // What is told to read a script from a file reads no pipe.
    const runsInput = SHELL.test(name)
      ? args.every((arg) => arg.startsWith('-') && arg !== '-c')
      : args.every((arg) => arg === '-');
    if (command.stage > 0 && loads.has(command.pipeline) && INTERPRETER.test(name) && runsInput)
      fetches.push({ kind: 'downloadThenRun', pinned: false, ...place });
  }
  return { fetches, others };
};
