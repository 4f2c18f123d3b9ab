import type { Lines } from './regular-lines.ts';
import type { YamlStyle } from './types.ts';

/** A text as it was found: what it means, how it is written, and where. */
export type Found = {
  readonly value: string;
  readonly style: YamlStyle;
  readonly start: number;
  readonly end: number;
};

/** Nothing, or a comment, up to the end of the line. */
export const isRest = (text: string, at: number, stop: number): boolean =>
  at >= stop || /^ *(?: #.*)?$/.test(text.slice(at, stop));

/** A text in quotes on one line, without escapes. */
export const quotedAt = (text: string, start: number, stop: number): Found | undefined => {
  const quote = text[start] ?? '';
  let end = start + 1;
  for (; end < stop; end += 1) {
    const char = text[end];
    if (char === '\\' && quote === '"') return undefined;
    if (char !== quote) continue;
    if (quote === "'" && text[end + 1] === "'") end += 1;
    else break;
  }
  if (end >= stop || !isRest(text, end + 1, stop)) return undefined;
  const inner = text.slice(start + 1, end);
  const style = quote === '"' ? 'double' : 'single';
  return { value: style === 'single' ? inner.replaceAll("''", "'") : inner, style, start, end: end + 1 };
};

/** What a plain text may begin with without meaning something else. */
const BEGINS = /^(?:[A-Za-z0-9_./$(<^=+~;\\\u00a1-\uffff]|-[A-Za-z0-9_./$-])/;

/** What a plain text may go on with on a further line: all but comments, and what would be a list or a key in other places. */
const GOES_ON = /^(?:[^#?:%-]|-[^ \n])/;

type Line = { readonly value: string; readonly isLast: boolean };

/** What is plain of a line: up to a comment. */
const plainLine = (line: string): Line | undefined => {
  const comment = line.indexOf(' #');
  const value = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  if (value.includes('\t') || value.includes(': ') || value.endsWith(':')) return undefined;
  return { value, isLast: comment !== -1 };
};

/** A plain text, and the line it ends on. Lines that are deeper than `column`, that of the key or the dash before it, go on with it. */
export const plainAt = (
  text: string,
  lines: Lines,
  from: number,
  start: number,
  column: number,
): (Found & { readonly line: number }) | undefined => {
  const first = text.slice(start, lines.endOf(from));
  let here = BEGINS.test(first) ? plainLine(first) : undefined;
  if (here === undefined) return undefined;
  const values = [here.value];
  let line = from;
  let end = start + here.value.length;
  while (!here.isLast && lines.columnOf(line + 1) > column && !lines.isEmpty(line + 1)) {
    line += 1;
    const at = lines.firstOf(line);
    const next = text.slice(at, lines.endOf(line));
    here = GOES_ON.test(next) ? plainLine(next) : undefined;
    if (here === undefined) return undefined;
    values.push(here.value);
    end = at + here.value.length;
  }
  return { value: values.join(' '), style: 'plain', start, end, line };
};

const HEADER = /^[|>]-? *(?: #.*)?$/;

/** Lines folded into one: only where they are of one paragraph, and none is deeper than the others. */
const folded = (lines: readonly string[]): string | undefined =>
  lines.some((line) => line === '' || line.startsWith(' ') || line.endsWith(' '))
    ? undefined
    : lines.join(' ');

/** A text of several lines, `|` or `>`, and the line at which reading goes on. `column` is that of the key or the dash before it. */
export const literalAt = (
  text: string,
  lines: Lines,
  from: number,
  start: number,
  column: number,
): (Found & { readonly line: number }) | undefined => {
  const header = text.slice(start, lines.endOf(from));
  if (!HEADER.test(header)) return undefined;
  let first = from + 1;
  while (first < lines.count && lines.isEmpty(first)) first += 1;
  const indent = lines.columnOf(first);
  if (first >= lines.count || indent <= column) return undefined;
  const body: string[] = [];
  let last = from;
  let line = from + 1;
  for (; line < lines.count; line += 1) {
    const empty = lines.isEmpty(line);
    // Blanks at the end of an empty line may be more than the others have in front.
    if (empty ? lines.columnOf(line) > indent : lines.columnOf(line) < indent) break;
    body.push(empty ? '' : text.slice(lines.startOf(line) + indent, lines.endOf(line)));
    if (!empty) last = line;
  }
  if (line < lines.count && lines.isEmpty(line)) return undefined;
  // A line between the two columns belongs to neither.
  if (lines.columnOf(line) > column) return undefined;
  body.length = last - from;
  const whole = header.startsWith('|') ? body.join('\n') : folded(body);
  if (whole === undefined) return undefined;
  const value = header[1] === '-' ? whole : `${whole}\n`;
  return {
    value,
    style: header.startsWith('|') ? 'literal' : 'folded',
    start,
    end: Math.min(lines.endOf(last) + 1, text.length),
    line: line - 1,
  };
};
