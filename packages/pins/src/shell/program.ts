import type { ShellAssignment, ShellCommand, ShellWord } from './types.ts';

/** What a command runs in the end, behind `sudo`, `env`, `command` and their like. */
export type Program = {
  /** The last segment of the program's path, without `.exe`. */
  readonly name: string;
  readonly word: ShellWord;
  readonly args: readonly ShellWord[];
  /** Variables set for this run, those of `env` included. */
  readonly assignments: readonly ShellAssignment[];
};

/** Programs that run the program that follows, with the options of theirs that take a value. */
const WRAPPERS: ReadonlyMap<string, string> = new Map([
  ['sudo', 'ugChprtT'],
  ['doas', 'uC'],
  ['env', 'uSC'],
  ['command', ''],
  ['exec', 'a'],
  ['builtin', ''],
  ['nohup', ''],
  ['nice', 'n'],
  ['time', 'fo'],
  ['timeout', 'ks'],
  ['xargs', 'IndLPsaE'],
  ['stdbuf', 'ioe'],
  ['&', ''],
  ['.', ''],
]);

const nameOf = (word: ShellWord): string => (word.text.split(/[/\\]/).at(-1) ?? '').replace(/\.exe$/i, '');

/** Index of the first word behind a wrapper's own options and assignments. */
const behind = (words: readonly ShellWord[], at: number, valued: string, into: ShellAssignment[]): number => {
  let index = at;
  for (; index < words.length; index += 1) {
    const word = words[index];
    const text = word?.text ?? '';
    const set = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(text);
    if (word !== undefined && set !== null) {
      const value = { ...word, start: word.start + set[0].length, text: text.slice(set[0].length) };
      into.push({ name: set[1] ?? '', value, start: word.start });
    } else if (!text.startsWith('-') || text === '-') break;
    else if (text === '--') return index + 1;
    else if (text.length === 2 && valued.includes(text[1] ?? ' ')) index += 1;
  }
  return index;
};

/** What the command runs; `undefined` where it only assigns, or where its name is only known when it runs. */
export const programOf = (command: ShellCommand): Program | undefined => {
  const { words } = command;
  const assignments = [...command.assignments];
  let at = 0;
  for (let turns = 0; turns < 8; turns += 1) {
    const word = words[at];
    if (word === undefined) return undefined;
    const valued = word.text === '.' ? undefined : WRAPPERS.get(nameOf(word));
    if (valued === undefined) return { name: nameOf(word), word, args: words.slice(at + 1), assignments };
    const name = nameOf(word);
    at = behind(words, at + 1, valued, assignments);
    // `timeout` takes a duration before the program.
    if (name === 'timeout') at += 1;
  }
  return undefined;
};
