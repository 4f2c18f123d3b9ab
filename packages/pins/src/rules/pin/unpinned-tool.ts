import type { Rule } from '@custody/findings';
import { programOf, type Program } from '../../shell/program.ts';
import type { ShellWord } from '../../shell/types.ts';
import { stepsIn } from '../../workflow/each.ts';
import { placeIn } from '../../yaml/place.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'pin/unpinned-tool',
  title: 'A tool that the build fetches has a version',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'A tool without a version is whatever was published last: a build that nobody changed runs other programs tomorrow.',
  todo: 'Name the exact version of the tool.',
};

/** What asks for the newest. `go-version: stable` chooses a language to test with, as `python-version: 3.x` does. */
const asksForNewest = (name: string, value: string): boolean =>
  (name === 'version' && /^(?:latest|stable|nightly|main|master)$/i.test(value)) ||
  (/^[a-z]+-version$/.test(name) && /^(?:latest|nightly|main|master)$/i.test(value));

/** The first word that is not an option, and of what stands behind it nothing. */
const firstOperand = (args: readonly ShellWord[]): ShellWord | undefined =>
  args.find(({ text }) => !text.startsWith('-'));

const npxPackage = (args: readonly ShellWord[]): ShellWord | undefined => {
  // A tool of the lock file is not fetched.
  if (args.some(({ text }) => text === '--no-install' || text === '--offline')) return undefined;
  const at = args.findIndex(({ text }) => text === '-p' || text === '--package');
  return at === -1 ? firstOperand(args) : args[at + 1];
};

/** The package that a command fetches without an exact version. */
const unversioned = ({ name, args }: Program): ShellWord | undefined => {
  if (name === 'npx' || name === 'bunx') {
    const word = npxPackage(args);
    return word !== undefined && word.literal && !/.@\d/.test(word.text) && !/^[./]/.test(word.text)
      ? word
      : undefined;
  }
  if (name === 'go' && (args[0]?.text === 'install' || args[0]?.text === 'run')) {
    const word = args.find(({ text }) => /^[\w.-]+\.[a-z]+\/.*@/.test(text));
    return word !== undefined && /@(?:latest|main|master|HEAD)$/.test(word.text) ? word : undefined;
  }
  if (name === 'cargo' && args[0]?.text === 'install') {
    const rest = args.slice(1);
    if (rest.some(({ text }) => /^--(?:version|vers|path|git|rev)\b/.test(text))) return undefined;
    const word = firstOperand(rest);
    return word !== undefined && word.literal && !word.text.includes('@') ? word : undefined;
  }
  return undefined;
};

/** True for a command that installs what a lock file of JavaScript names: `npx` takes tools from there first. */
const installsLocal = (program: Program | undefined): boolean =>
  program !== undefined &&
  /^(?:npm|pnpm|yarn|bun)$/.test(program.name) &&
  (program.args[0] === undefined || /^(?:ci|i|install|clean-install)$/.test(program.args[0].text));

/** Inputs of setup actions that ask for the newest, and tools that are run or installed without a version. */
export const unpinnedTool: PinRule = {
  rule,
  *judge(view) {
    let owner: unknown;
    let local = false;
    for (const at of stepsIn(view)) {
      const { step, file } = at;
      const here = at.kind === 'workflow' ? at.job : at.action;
      if (here !== owner) [owner, local] = [here, false];
      const target = step.uses?.target;
      for (const { name, value } of target?.kind === 'repository' ? step.inputs : [])
        if (target?.kind === 'repository' && asksForNewest(name, value.value))
          yield {
            kind: 'found',
            at: placeAt(file, value.range),
            message: `${target.slug} is asked for ${name} ${quoted(value.value)}.`,
            key: `${target.slug} ${name}`,
          };
      for (const command of step.run?.shell().commands ?? []) {
        const program = programOf(command);
        local ||= installsLocal(program);
        const word =
          program && !(local && /^(?:npx|bunx)$/.test(program.name)) ? unversioned(program) : undefined;
        if (word === undefined || program === undefined || step.run === undefined) continue;
        yield {
          kind: 'found',
          at: placeAt(file, placeIn(step.run.script, word.start, word.end)),
          message: `${program.name} fetches ${quoted(word.text)} without an exact version.`,
          key: `${program.name} ${word.text}`,
        };
      }
    }
  },
};
