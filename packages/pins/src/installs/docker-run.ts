import type { Dockerfile } from '../docker/dockerfile.ts';
import { parseShell } from '../shell/parse.ts';
import type { ShellScript } from '../shell/types.ts';
import type { VariableAt } from './variables.ts';

/** The script of a `RUN`, letter for letter from `at` on; what a shell does not see is blank. */
export type RunScript = {
  readonly text: string;
  readonly script: () => ShellScript;
  readonly at: number;
  readonly variables: readonly VariableAt[];
};

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** `--mount=…` and its like, comments inside a continued instruction, and the marks of a here-document, as blanks. */
const shellText = (text: string): string => {
  let flags = /^(?:--[a-z-]+(?:=\S*)?[ \t]+(?:\\\r?\n[ \t]*)?){1,50}/.exec(text)?.[0] ?? '';
  if (flags === text) flags = '';
  const rest = text.slice(flags.length);
  // A comment line, or an empty one, does not end a continued instruction: its line break goes too.
  const lines = rest.replace(/^[ \t]*#[^\n]*\n/gm, (line) => ' '.repeat(line.length));
  return blank(flags) + lines;
};

/** `["pip", "install", "x"]` as the same words without brackets and commas, at the same places. */
const execText = (text: string): string | undefined => {
  if (!/^\[\s*"/.test(text)) return undefined;
  return text.replace(/"(?:[^"\\]|\\.)*"|[[\],]/g, (part) => (part.length === 1 ? ' ' : part));
};

/** The body of `RUN <<EOF`, with the offset at which it begins in the file. */
const hereBody = (
  fileText: string,
  given: string,
  start: number,
): { readonly text: string; readonly at: number } | undefined => {
  const mark = /^<<-?["']?([A-Za-z_]\w*)["']?\s*$/.exec(given);
  if (mark === null) return undefined;
  const newline = fileText.indexOf('\n', start);
  if (newline === -1) return undefined;
  const stop = new RegExp(`^\\t*${mark[1] ?? ''}\\r?$`, 'm').exec(fileText.slice(newline + 1));
  return stop === null
    ? undefined
    : { text: fileText.slice(newline + 1, newline + 1 + stop.index), at: newline + 1 };
};

/** Here-documents of one file; each is looked for up to its end. */
const MOST_BODIES = 200;

/** Scripts of all `RUN` instructions, with the variables that `ENV` and `ARG` have set so far. */
export const runScripts = ({ file, instructions }: Dockerfile): readonly RunScript[] => {
  const found: RunScript[] = [];
  let variables: readonly VariableAt[] = [];
  let bodies = 0;
  for (const { name, arguments: given, argumentsStart } of instructions) {
    if (name === 'FROM') variables = [];
    if ((name === 'ENV' || name === 'ARG') && variables.length < 500)
      variables = [...assigned(given, argumentsStart, file), ...variables];
    if (name !== 'RUN') continue;
    const body =
      bodies < MOST_BODIES && given.startsWith('<<') ? hereBody(file.text, given, argumentsStart) : undefined;
    if (given.startsWith('<<')) bodies += 1;
    const text = body?.text ?? execText(given) ?? shellText(given);
    let parsed: ShellScript | undefined;
    found.push({
      text,
      script: () => (parsed ??= parseShell(text)),
      at: body?.at ?? argumentsStart,
      variables,
    });
  }
  return found;
};

const assigned = (given: string, at: number, file: VariableAt['file']): readonly VariableAt[] => {
  const old = /^([A-Za-z_]\w*)[ \t]+(\S[^\n]*)$/.exec(given);
  if (old !== null) {
    const [, name = '', value = ''] = old;
    return [
      {
        name,
        value: value.trim(),
        known: !value.includes('$'),
        file,
        range: file.rangeOf(at, at + given.length),
      },
    ];
  }
  return parseShell(given).commands.flatMap(({ assignments }) =>
    assignments.map((one) => ({
      name: one.name,
      value: one.value.text,
      known: one.value.literal,
      file,
      range: file.rangeOf(at + one.start, at + one.value.end),
    })),
  );
};
