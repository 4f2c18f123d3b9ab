/** One record of the CSV text, before its columns mean anything. */
export type CsvRecord = {
  readonly fields: readonly string[];
  /** The line that it begins on, from 1, and where it stands in the text; `end` counts the terminator in, `stop` does not. */
  readonly line: number;
  readonly start: number;
  readonly stop: number;
  readonly end: number;
  /** A quote that is not where the dialect puts one: readers other than Python's see something else. */
  readonly strayQuote: boolean;
  /** A quoted field that holds a line break. */
  readonly quotedNewline: boolean;
};

const isBreak = (text: string, at: number): boolean => text[at] === '\n' || text[at] === '\r';

/** After the terminator at `at`, if there is one. */
const afterBreak = (text: string, at: number): number =>
  text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : isBreak(text, at) ? at + 1 : at;

const lineBreaks = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to; at += 1)
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count += 1;
  return count;
};

type Field = {
  readonly value: string;
  readonly end: number;
  readonly stray: boolean;
  readonly newline: boolean;
};

const plainField = (text: string, from: number): Field => {
  let at = from;
  let stray = false;
  while (at < text.length && text[at] !== ',' && !isBreak(text, at)) {
    if (text[at] === '"') stray = true;
    at += 1;
  }
  return { value: text.slice(from, at), end: at, stray, newline: false };
};

/** Python's csv module, non-strict: text after a closing quote belongs to the field, a missing closing quote ends with the file. */
const quotedField = (text: string, from: number): Field => {
  const parts: string[] = [];
  let at = from + 1;
  let newline = false;
  for (;;) {
    const quote = text.indexOf('"', at);
    const part = text.slice(at, quote === -1 ? text.length : quote);
    parts.push(part);
    if (part.includes('\n') || part.includes('\r')) newline = true;
    if (quote === -1) return { value: parts.join(''), end: text.length, stray: true, newline };
    if (text[quote + 1] !== '"') {
      const rest = plainField(text, quote + 1);
      parts.push(rest.value);
      return { value: parts.join(''), end: rest.end, stray: rest.value !== '', newline };
    }
    parts.push('"');
    at = quote + 2;
  }
};

/**
 * The records of a CSV text as Python's `csv.reader` with its default dialect reads them (from a file opened with `newline=''`),
 * one by one. A blank line is a record without fields. Linear; never throws.
 */
export function* scanCsv(text: string): Generator<CsvRecord> {
  let start = 0;
  let line = 1;
  while (start < text.length) {
    const fields: string[] = [];
    let at = start;
    let strayQuote = false;
    let quotedNewline = false;
    while (!(at === start && isBreak(text, at))) {
      const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
      fields.push(field.value);
      strayQuote ||= field.stray;
      quotedNewline ||= field.newline;
      at = field.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    const end = afterBreak(text, at);
    yield { fields, line, start, stop: at, end, strayQuote, quotedNewline };
    line += quotedNewline ? lineBreaks(text, start, end) : 1;
    start = end;
  }
}
