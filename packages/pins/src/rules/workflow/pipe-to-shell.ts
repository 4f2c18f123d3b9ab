import type { Rule } from '@custody/findings';
import { type Program, programOf } from '../../shell/program.ts';
import type { ShellCommand, ShellScript } from '../../shell/types.ts';
import { stepsIn } from '../../workflow/each.ts';
import { placeIn } from '../../yaml/place.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';

const rule: Rule = {
  id: 'workflow/pipe-to-shell',
  title: 'A script from the network is not run unseen',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'What a server sends today is not what it sent when someone last looked; the build runs it with everything that it may do.',
  attack: 'In 2021 a changed upload script of Codecov sent the secrets of thousands of builds to attackers.',
  todo: 'Download a fixed version, compare its SHA-256, and run it then; or install the tool from a locked source.',
};

const FETCHES = /^(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)$/i;
const RUNS =
  /^(?:ba|da|z|k)?sh$|^pwsh$|^powershell$|^python[\d.]*$|^perl$|^ruby$|^node$|^iex$|^Invoke-Expression$/i;

/** A program that reads what it runs from its input: no file is named, and no text given. */
const fromInput = ({ name, args }: Program): boolean => {
  if (!RUNS.test(name)) return false;
  if (/^python|^perl|^ruby|^node/i.test(name)) return args.length === 0 || args[0]?.text === '-';
  const operand = args.findIndex(({ text }) => !/^[-+]/.test(text));
  // `-c` is followed by its text, which is an operand then.
  return operand === -1 || args.slice(0, operand).some(({ text }) => /^-[a-z]*s|^--$|^-$/.test(text));
};

const within = (script: ShellScript, outer: ShellCommand): readonly ShellCommand[] =>
  script.commands.filter(
    (one) => one.nested > outer.nested && one.start >= outer.start && one.end <= outer.end,
  );

/** The command that fetches what `command` runs. */
const fetched = (
  script: ShellScript,
  command: ShellCommand,
  before: readonly ShellCommand[],
): ShellCommand | undefined => {
  const program = programOf(command);
  if (program === undefined) return undefined;
  const fetches = (one: ShellCommand): boolean => FETCHES.test(programOf(one)?.name ?? '');
  if (command.stage > 0 && fromInput(program))
    return before.find((one) => one.stage < command.stage && fetches(one));
  if (
    !RUNS.test(program.name) &&
    !/^(?:eval|source|\.)$/.test(program.name) &&
    !/^(?:source|\.)$/.test(command.words[0]?.text ?? '')
  )
    return undefined;
  // `sh -c "$(curl …)"`, `bash <(curl …)`, `eval "$(curl …)"`: the words hold the command that fetches.
  const runsWords =
    command.words.some(({ text }) => /^(?:-[a-z]*c|eval|source|\.)$/.test(text)) ||
    command.words.some(({ text }) => text.startsWith('<('));
  return runsWords ? within(script, command).find(fetches) : undefined;
};

/** Commands that run what another one fetches from the network in the same breath. */
export const pipeToShell: PinRule = {
  rule,
  *judge(view) {
    const runs = stepsIn(view).flatMap(({ step, file }) => step.scripts.map((run) => ({ run, file })));
    for (const { run, file } of runs) {
      // Nothing is fetched by a script that does not name any of the programs.
      if (!/curl|wget|iwr|irm|Invoke-/i.test(run.script.value)) continue;
      const script = run.shell();
      const pipelines = new Map<number, ShellCommand[]>();
      for (const command of script.commands) {
        const line = pipelines.get(command.pipeline) ?? [];
        const source = fetched(script, command, line);
        pipelines.set(command.pipeline, [...line, command]);
        if (source === undefined) continue;
        const start = Math.min(source.start, command.start);
        const end = Math.max(source.end, command.end);
        const url = programOf(source)?.args.find(({ text }) => /:\/\//.test(text))?.text;
        yield {
          kind: 'found',
          at: placeAt(file, placeIn(run.script, start, end)),
          message: `${programOf(command)?.name ?? 'A program'} runs what ${url === undefined ? 'is fetched from the network' : `${quoted(url)} sends`}.`,
          key: url ?? '',
        };
      }
    }
  },
};
