import type { YamlScalar } from './types.ts';

const isBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';

/** Steps over a line break of either form. */
const afterBreak = (text: string, at: number): number =>
  text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;

const lineEnd = (text: string, at: number, end: number): number => {
  let here = at;
  while (here < end && !isBreak(text[here])) here += 1;
  return here;
};

const spacesAt = (text: string, at: number, end: number): number => {
  let here = at;
  while (here < end && text[here] === ' ') here += 1;
  return here - at;
};

/** Where the lines of a block scalar begin, and their indentation: that of the first line that is not empty. */
const blockIndent = (text: string, body: number, end: number): number => {
  for (let at = body; at < end; at = afterBreak(text, lineEnd(text, at, end))) {
    const spaces = spacesAt(text, at, end);
    if (!isBreak(text[at + spaces]) && at + spaces < end) return spaces;
  }
  return 0;
};

/**
 * A block scalar's value against its lines (YAML 1.2.2, 8.1): for each code unit of the value, where in the text it is
 * written. `undefined` where the two do not agree.
 */
export const alignBlock = ({ source, value, start, end }: YamlScalar): Uint32Array | undefined => {
  const { text } = source;
  const header = lineEnd(text, start, end);
  // An explicit indentation is relative to a parent that is not known here: the lines may then begin with spaces of their own.
  if (/^[|>][+-]?[1-9]/.test(text.slice(start, Math.min(header, start + 3)))) return undefined;
  const table = new Uint32Array(value.length + 1);
  let at = afterBreak(text, header);
  const indent = blockIndent(text, at, end);
  let done = 0;
  while (at < end && done < value.length) {
    const stop = lineEnd(text, at, end);
    const blank = spacesAt(text, at, stop) === stop - at;
    for (let here = Math.min(at + indent, stop); here < stop && done < value.length; here += 1) {
      if (value[done] !== text[here]) {
        if (blank) break;
        return undefined;
      }
      table[done] = here;
      done += 1;
    }
    if (value[done] === '\n' || (value[done] === ' ' && !blank)) {
      table[done] = stop;
      done += 1;
    }
    at = afterBreak(text, stop);
  }
  table[value.length] = end;
  return done === value.length ? table : undefined;
};

const ESCAPES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** How long the escape at `at` of a double-quoted text is, and how many code units it stands for. */
const escapeAt = (text: string, at: number): { length: number; units: number } => {
  const digits = ESCAPES[text[at + 1] ?? ''];
  if (digits === undefined) return { length: 2, units: 1 };
  const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
  return { length: 2 + digits, units: code > 0xffff ? 2 : 1 };
};

/** Steps over the white space around line breaks that a flow scalar folds; `breaks` of them. */
const foldAt = (text: string, at: number, end: number): { to: number; breaks: number } => {
  let to = at;
  let breaks = 0;
  while (to < end && (text[to] === ' ' || text[to] === '\t' || isBreak(text[to]))) {
    if (text[to] === '\n' || (text[to] === '\r' && text[to + 1] !== '\n')) breaks += 1;
    to += 1;
  }
  return { to, breaks };
};

/** A plain or quoted scalar's value against its text, escapes and folded lines included (YAML 1.2.2, 7.3). `undefined` where they do not agree. */
export const alignFlow = ({ source, value, style, start, end }: YamlScalar): Uint32Array | undefined => {
  const { text } = source;
  const quoted = style !== 'plain';
  const stop = quoted ? end - 1 : end;
  const table = new Uint32Array(value.length + 1);
  let at = quoted ? start + 1 : start;
  let done = 0;
  const put = (units: number, here: number): void => {
    for (let unit = 0; unit < units; unit += 1) table[done + unit] = here;
    done += units;
  };
  while (at < stop && done < value.length) {
    const char = text[at];
    const fold = char === ' ' || char === '\t' || isBreak(char) ? foldAt(text, at, stop) : undefined;
    if (fold !== undefined && fold.breaks > 0) {
      put(Math.max(1, fold.breaks - 1), at);
      at = fold.to;
    } else if (style === 'double' && char === '\\') {
      if (isBreak(text[at + 1])) {
        at = afterBreak(text, at + 1);
        at += spacesAt(text, at, stop);
        continue;
      }
      const { length, units } = escapeAt(text, at);
      put(units, at);
      at += length;
    } else {
      if (value[done] !== char) return undefined;
      put(1, at);
      at += style === 'single' && char === "'" ? 2 : 1;
    }
  }
  table[value.length] = stop;
  return done === value.length ? table : undefined;
};
