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
const isRest = (text: string, at: number, stop: number): boolean =>
  /^ *(?: #.*)?$/.test(text.slice(at, stop));

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
const BEGINS = /[A-Za-z0-9_./$(<^=+~;\\\u00a1-\uffff]/;

/** A plain text on one line. */
export const plainAt = (text: string, start: number, stop: number): Found | undefined => {
  if (!BEGINS.test(text[start] ?? '')) return undefined;
  const line = text.slice(start, stop);
  const comment = line.indexOf(' #');
  const value = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  if (value.includes('\t') || value.includes(': ') || value.endsWith(':')) return undefined;
  return { value, style: 'plain', start, end: start + value.length };
};

const ITEM = / *(?:([A-Za-z0-9_./$*+~^=<>(][^,[\]{}#:"'&!|%@`\t\n]*?)|"([^"\\\n]*)"|'([^'\n]*)') *([,\]])/y;

/** A list of texts in brackets on one line. */
export const flowAt = (
  text: string,
  start: number,
  stop: number,
): { readonly items: readonly Found[]; readonly end: number } | undefined => {
  const items: Found[] = [];
  let at = start + 1;
  while (text[at] === ' ') at += 1;
  if (text[at] === ']') return isRest(text, at + 1, stop) ? { items, end: at + 1 } : undefined;
  for (;;) {
    ITEM.lastIndex = at;
    const match = ITEM.exec(text);
    if (match === null || ITEM.lastIndex > stop) return undefined;
    const [whole, plain, double, single, mark] = match;
    const first = at + whole.search(/\S/);
    const value = plain ?? double ?? single ?? '';
    if (plain?.startsWith('*') === true || plain?.startsWith('>') === true) return undefined;
    const style = plain !== undefined ? 'plain' : double !== undefined ? 'double' : 'single';
    const length = value.length + (plain === undefined ? 2 : 0);
    items.push({ value, style, start: first, end: first + length });
    at = ITEM.lastIndex;
    if (mark === ']') return isRest(text, at, stop) ? { items, end: at } : undefined;
  }
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
    end: lines.endOf(last) + 1,
    line: lines.after(line - 1),
  };
};
