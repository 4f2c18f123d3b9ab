/** A piece of a logical line and where it comes from. */
type Segment = {
  /** Where it begins in the logical line. */
  readonly at: number;
  /** Where it begins in the file's text. */
  readonly source: number;
  /** All of it stands for so many characters there: a variable's value. Absent: it is copied one to one. */
  readonly width?: number;
};

/** One logical line: continuation lines joined, comments gone, given variables put in. */
export type LogicalLine = {
  readonly text: string;
  /** Of its first physical line, from 1. */
  readonly line: number;
  readonly segments: readonly Segment[];
  /** Names of variables that stand in it and were not given. */
  readonly variables: readonly string[];
};

/** White space as Python's `str.strip` and `\s` know it. */
const WHITE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const IS_WHITE = new RegExp(`[${WHITE}]`);
/** Where Python's `str.splitlines` parts lines. */
const LINE_END = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/g;
/** Nothing but what can be seen and the space, which is neither first nor last: no comment, no continuation, no variable. */
const PLAIN = /^[!"%-[\]-~](?:[ !"%-[\]-~]*[!"%-[\]-~])?$/;

const isWhite = (text: string, at: number): boolean => at < text.length && IS_WHITE.test(text.charAt(at));

const firstInk = (text: string, from = 0): number => {
  let at = from;
  while (isWhite(text, at)) at += 1;
  return at;
};

/** `#` begins a comment at the beginning of a line and after white space only: URLs have fragments. */
const commentStart = (text: string): number => {
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1))
    if (at === 0 || isWhite(text, at - 1)) return at;
  return text.length;
};

/** The place in the file's text that a place of the logical line comes from. */
export const sourceAt = ({ segments }: LogicalLine, index: number, end = false): number => {
  let low = 0;
  for (let high = segments.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.at ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const segment = segments[low];
  if (segment === undefined) return 0;
  if (segment.width !== undefined) return segment.source + (end ? segment.width : 0);
  return segment.source + (index - segment.at) + (end ? 1 : 0);
};

/** The part of a logical line from one place to another; what is cut off at its beginning moves all places. */
const cut = (text: string, segments: readonly Segment[], from: number, to: number) => {
  const kept: Segment[] = [];
  for (const [i, segment] of segments.entries()) {
    const next = segments[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (next <= from || segment.at >= to) continue;
    const ahead = Math.max(0, from - segment.at);
    kept.push({ ...segment, at: Math.max(0, segment.at - from), source: segment.source + ahead });
  }
  return { text: text.slice(from, to), segments: kept };
};

const VARIABLE = /\$\{([A-Z0-9_]+)\}/g;

/** More variables than this in one line are left as they are written. */
const MOST_VARIABLES = 100;

/** Puts given variables in, each once; a value is not looked into again. */
const expand = (line: LogicalLine, variables: ReadonlyMap<string, string>): LogicalLine => {
  const missing = new Set<string>();
  const segments: Segment[] = [];
  let text = '';
  let from = 0;
  const copy = (to: number): void => {
    const piece = cut(line.text, line.segments, from, to);
    for (const segment of piece.segments) segments.push({ ...segment, at: text.length + segment.at });
    text += piece.text;
  };
  const matches = [...line.text.matchAll(VARIABLE)];
  for (const match of matches) {
    const [whole, name = ''] = match;
    const value = matches.length > MOST_VARIABLES ? '' : (variables.get(name) ?? '');
    // pip leaves what is not set, or empty, as it is written.
    if (value === '') missing.add(name);
    else {
      copy(match.index);
      const source = sourceAt(line, match.index);
      segments.push({
        at: text.length,
        source,
        width: sourceAt(line, match.index + whole.length - 1, true) - source,
      });
      text += value;
      from = match.index + whole.length;
    }
  }
  if (from === 0) return { ...line, variables: [...missing] };
  copy(line.text.length);
  return { ...line, text, segments, variables: [...missing] };
};

/**
 * The logical lines of a requirements file that say something, as pip joins them (pip, "Requirements File Format", and its reader where
 * that says more). Linear, but for variables, of which at most 100 in a line are put in.
 */
export function* logicalLines(text: string, variables: ReadonlyMap<string, string>): Generator<LogicalLine> {
  let joined = '';
  let segments: Segment[] = [];
  let start = 0;
  let number = 0;
  const finish = (): LogicalLine | undefined => {
    const end = commentStart(joined);
    const from = firstInk(joined);
    let to = end;
    while (to > from && isWhite(joined, to - 1)) to -= 1;
    const line = to <= from ? undefined : { ...cut(joined, segments, from, to), line: start, variables: [] };
    joined = '';
    segments = [];
    return line === undefined || !line.text.includes('${') ? line : expand(line, variables);
  };
  LINE_END.lastIndex = 0;
  for (let from = 0; from < text.length; ) {
    LINE_END.lastIndex = from;
    const match = LINE_END.exec(text);
    const to = match?.index ?? text.length;
    number += 1;
    if (joined === '' && segments.length === 0) start = number;
    const physical = text.slice(from, to);
    // Most lines are as they are meant.
    if (segments.length === 0 && PLAIN.test(physical)) {
      yield { text: physical, line: number, segments: [{ at: 0, source: from }], variables: [] };
      from = match === null ? text.length : match.index + match[0].length;
      continue;
    }
    const ink = firstInk(text.slice(from, Math.min(to, from + 1000)));
    // A comment ends a line that was to be continued, and its backslash is a part of it.
    const comment = (ink < 1000 ? physical[ink] : physical[firstInk(physical)]) === '#';
    const continued = physical.endsWith('\\') && !comment;
    let [first, last] = [0, physical.length];
    // pip takes backslashes off at both ends.
    if (continued) {
      while (physical[first] === '\\') first += 1;
      while (last > first && physical[last - 1] === '\\') last -= 1;
    }
    if (comment) joined += ' ';
    segments.push({ at: joined.length, source: from + first });
    joined += physical.slice(first, last);
    if (!continued) {
      const line = finish();
      if (line !== undefined) yield line;
    }
    from = match === null ? text.length : match.index + match[0].length;
  }
  const rest = finish();
  if (rest !== undefined) yield rest;
}
