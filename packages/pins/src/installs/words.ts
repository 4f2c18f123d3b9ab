import { expandWord } from '../shell/expand.ts';
import type { ShellWord } from '../shell/types.ts';
import type { ByteRange } from '../types.ts';

/** One argument as the program gets it. */
export type Argument = {
  readonly text: string;
  /** False where some of it is only known when it runs; `text` is then as written. */
  readonly known: boolean;
  readonly range: ByteRange;
  /** Offset of its first code unit in the script, where it stands there letter by letter. */
  readonly start?: number;
};

/** Words that a value is split into, above which it is taken for one. */
const MOST = 500;

/** The arguments that a word becomes when its variables are put in; without quotes a value falls into words at its blanks. */
export const argumentsOf = (
  word: ShellWord,
  place: (start: number, end: number) => ByteRange,
  variable: (name: string) => string | undefined,
): readonly Argument[] => {
  const range = place(word.start, word.end);
  if (word.literal) {
    const plain = word.end - word.start === word.text.length;
    return [{ text: word.text, known: true, range, ...(plain && { start: word.start }) }];
  }
  const text = expandWord(word, variable);
  if (text === undefined) return [{ text: word.text, known: false, range }];
  if (word.quoted) return [{ text, known: true, range }];
  const parts = text.split(/[ \t\r\n]+/).filter((part) => part !== '');
  return parts.length > MOST
    ? [{ text, known: false, range }]
    : parts.map((part) => ({ text: part, known: true, range }));
};
