import type { Lines } from './regular-lines.ts';
import { isRest, type Found } from './regular-scalars.ts';

/** What stands in brackets or braces, and where it ends. */
export type Flow = {
  /** In braces, each with its key. */
  readonly items: readonly { readonly key?: Found; readonly value: Found }[];
  readonly end: number;
  /** The line on which it ends. */
  readonly line: number;
};

const NOT_PLAIN = ',[\\]{}#:"\'&!|`\\t\\n';
// Written so that blanks can be read in one way only.
const PLAIN = `[A-Za-z0-9_./$+~^=<(][^ ${NOT_PLAIN}]*(?: +[^ ${NOT_PLAIN}]+)*`;
const VALUE = `(?:(${PLAIN})|"([^"\\\\\\n]*)"|'([^'\\n]*)')`;
const KEY = `(?:([A-Za-z0-9_][\\w./-]*)|"([\\w ./-]*)"|'([\\w ./-]*)')(?=: )`;

const KEY_AT = new RegExp(KEY, 'y');
const VALUE_AT = new RegExp(VALUE, 'y');

/** A text at a place, of one of three styles. */
const foundAt = (pattern: RegExp, text: string, at: number): Found | undefined => {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [whole, plain, double, single] = match;
  const style = plain !== undefined ? 'plain' : double !== undefined ? 'double' : 'single';
  return { value: plain ?? double ?? single ?? '', style, start: at, end: at + whole.length };
};

/**
 * A list of texts in brackets, or a map of them in braces, without comments. Its lines are deeper than `column`, that of the key or the dash
 * before it.
 */
export const flowAt = (
  text: string,
  lines: Lines,
  from: number,
  start: number,
  column: number,
): Flow | undefined => {
  const isMap = text[start] === '{';
  const close = isMap ? '}' : ']';
  const items: { key?: Found; value: Found }[] = [];
  let line = from;
  let at = start + 1;
  /** Steps over blanks and line ends; false where a line is not deep enough. */
  const blanks = (): boolean => {
    for (;;) {
      while (text[at] === ' ') at += 1;
      if (text[at] !== '\n') return true;
      line += 1;
      if (line >= lines.count || lines.isEmpty(line) || lines.columnOf(line) <= column) return false;
      at = lines.firstOf(line);
    }
  };
  for (;;) {
    if (!blanks()) return undefined;
    if (text[at] === close) break;
    const key = isMap ? foundAt(KEY_AT, text, at) : undefined;
    if (isMap) {
      if (key === undefined) return undefined;
      at = key.end + 1;
      while (text[at] === ' ') at += 1;
    }
    const value = foundAt(VALUE_AT, text, at);
    if (value === undefined) return undefined;
    items.push(key === undefined ? { value } : { key, value });
    at = value.end;
    if (!blanks()) return undefined;
    if (text[at] === close) break;
    if (text[at] !== ',') return undefined;
    at += 1;
  }
  return isRest(text, at + 1, lines.endOf(line)) ? { items, end: at + 1, line } : undefined;
};
