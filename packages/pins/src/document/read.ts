import type { SourceFile } from '../repository/source.ts';
import { BEGIN, END, HEADER, RULE } from './render.ts';
import type { Row } from './types.ts';

/** A line of the block that is none of what a block holds. */
export type DocumentProblem = { readonly at: number; readonly message: string };

/** The block of a document: where it stands, and what it says. */
export type DocumentReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly at: number; readonly message: string }
  | {
      readonly kind: 'block';
      /** UTF-16 code units of the text, the marks included. */
      readonly start: number;
      readonly end: number;
      readonly rows: readonly Row[];
      readonly problems: readonly DocumentProblem[];
    };

/** Lines that are read; more are not written by anybody. */
const MOST = 20_000;

/** UTF-16 code units of a line; no row that custody writes is as long. */
const LONGEST = 10_000;

const isCode = (cell: string): boolean => cell.length > 2 && cell.startsWith('`') && cell.endsWith('`');
const OTHER =
  /^(?:|Verified by: .{0,1000}|Renewed by: .{0,8000}|Nothing is leaned on\.|<!-- [^>]{0,400} -->)$/;

/** The two code cells of a row; the pipe between them is the first that no backslash hides. */
const cellsOf = (line: string): readonly [string, string] | undefined => {
  if (line.length > LONGEST || !line.startsWith('| ') || !line.endsWith(' |')) return undefined;
  const [name, pin, places, ...others] = line.slice(2, -2).split(/(?<!\\) \| /);
  if (name === undefined || pin === undefined || places === undefined || others.length > 0) return undefined;
  return isCode(name) && isCode(pin) ? [name, pin] : undefined;
};

/** Reads the block between the marks, strictly: each line is one that `blockOf` could have written, or a problem. */
export const readDocument = (file: SourceFile): DocumentReading => {
  const { text } = file;
  const start = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (start === -1 && end === -1) return { kind: 'none' };
  const malformed = (index: number, message: string): DocumentReading => ({
    kind: 'malformed',
    at: file.byteAt(index),
    message,
  });
  if (start === -1) return malformed(end, 'the block ends here and begins nowhere');
  if (end === -1 || end < start) return malformed(start, 'the block begins here and has no end');
  if (text.indexOf(BEGIN, start + 1) !== -1 || text.indexOf(END, end + 1) !== -1)
    return malformed(start, 'there is more than one block: which of them counts is not clear');
  const rows: Row[] = [];
  const problems: DocumentProblem[] = [];
  let surface = '';
  let at = start + BEGIN.length;
  for (const [index, whole] of text.slice(at, end).split('\n').entries()) {
    const line = whole.replace(/\r$/, '');
    const place = at;
    at += whole.length + 1;
    if (index === MOST) return malformed(place, `the block has more than ${MOST} lines`);
    const cells = cellsOf(line);
    if (line.startsWith('### ')) surface = line.slice(4);
    else if (cells !== undefined)
      rows.push({ surface, name: cells[0], pin: cells[1], at: file.byteAt(place) });
    else if (line !== HEADER && line !== RULE && !OTHER.test(line))
      problems.push({
        at: file.byteAt(place),
        message: 'this line is none that custody writes; words of your own belong outside of the marks',
      });
  }
  return { kind: 'block', start, end: end + END.length, rows, problems };
};
