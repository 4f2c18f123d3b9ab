import type { Collector } from './collector.ts';
import type { TextCode } from './types.ts';
import { decodeText } from './decode.ts';
import { quote } from '../problem/quote.ts';

/** What can be wrong with the framing of a file of `Name: value` lines. */
export type HeaderCode =
  | TextCode
  | 'control-character'
  | 'bare-carriage-return'
  | 'malformed-line'
  | 'too-large';

/** One `Name: value`, its continuation lines included. */
export type Header = {
  readonly name: string;
  /** Leading blanks removed; continuation lines joined by `\n`, their indentation kept. */
  readonly value: string;
  /** The line of its name, from 1. */
  readonly line: number;
};

export type Headers = {
  readonly headers: readonly Header[];
  /** What follows the first blank line (or the first line that is no header), and the line it begins on. */
  readonly body?: { readonly text: string; readonly line: number };
  /** False where the text does not stand for the bytes. */
  readonly exact: boolean;
};

const MOST_HEADERS = 100_000;
// Names are RFC 5322 ftext: printable ASCII without the colon.
const NAME = /^([!-9;-~]+):/;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

type Line = { readonly text: string; readonly start: number; readonly end: number; readonly bare: boolean };

/** Lines end in LF, CR LF or (read as Python's email parser does, and reported) a lone CR. */
function* linesOf(text: string): Generator<Line> {
  const breaks = /\r\n|\n|\r/g;
  let start = 0;
  while (start < text.length) {
    breaks.lastIndex = start;
    const found = breaks.exec(text);
    const stop = found === null ? text.length : found.index;
    const end = found === null ? stop : stop + found[0].length;
    yield { text: text.slice(start, stop), start, end, bare: found?.[0] === '\r' };
    start = end;
  }
}

/**
 * Reads `Name: value` lines, continuation lines and body as Python's `email.parser` does with its compat32 policy (the practical
 * standard, Core metadata specifications), and reports what a stricter reader would refuse. Never throws; linear.
 */
export const readHeaders = (bytes: Uint8Array, problems: Pick<Collector<HeaderCode>, 'add'>): Headers => {
  const { text, exact, problems: decoding } = decodeText(bytes);
  for (const problem of decoding) problems.add(problem);
  const headers: Header[] = [];
  let name: string | undefined;
  let parts: string[] = [];
  let first = 0;
  let number = 0;
  let body: { readonly text: string; readonly line: number } | undefined;
  const close = (): void => {
    if (name !== undefined)
      headers.push({ name, value: parts.join('\n').replace(/^[ \t]+/, ''), line: first });
    name = undefined;
  };
  for (const line of linesOf(text)) {
    number += 1;
    if (line.bare)
      problems.add({
        code: 'bare-carriage-return',
        message: 'The line ends in a lone carriage return.',
        line: number,
      });
    if (line.text === '') {
      if (line.end < text.length) body = { text: text.slice(line.end), line: number + 1 };
      break;
    }
    const control = CONTROLS.exec(line.text);
    if (control !== null)
      problems.add({
        code: 'control-character',
        message: `The line holds a control character: ${quote(control[0])}.`,
        line: number,
        column: control.index + 1,
      });
    if ((line.text.startsWith(' ') || line.text.startsWith('\t')) && name !== undefined) {
      parts.push(line.text);
      continue;
    }
    const found = NAME.exec(line.text);
    if (found === null) {
      problems.add({
        code: 'malformed-line',
        message: `The line is no "Name: value": ${quote(line.text)}.`,
        line: number,
        column: 1,
      });
      body = { text: text.slice(line.start), line: number };
      break;
    }
    close();
    if (headers.length >= MOST_HEADERS) {
      problems.add({
        code: 'too-large',
        message: `The file has more than ${MOST_HEADERS} fields; the rest was not read.`,
        line: number,
      });
      break;
    }
    name = found[1] ?? '';
    first = number;
    parts = [line.text.slice(found[0].length)];
  }
  close();
  return { headers, exact, ...(body === undefined ? {} : { body }) };
};
