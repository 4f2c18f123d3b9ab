/** The lines of a text as a regular document has them. Lines that say nothing (empty, or a comment) are stepped over. */
export type Lines = {
  readonly count: number;
  readonly startOf: (line: number) => number;
  /** Where its line feed stands, or the text ends. */
  readonly endOf: (line: number) => number;
  /** Where what it says begins; behind the last line, the end of the text. */
  readonly firstOf: (line: number) => number;
  /** Column of the first letter; -1 behind the last line. */
  readonly columnOf: (line: number) => number;
  /** The next line that says something; `count` behind the last. */
  readonly after: (line: number) => number;
  /** Column of the deepest comment in a range of lines that say nothing, `to` not included; -1 where there is none. */
  readonly deepest: (from: number, to: number) => number;
  readonly isEmpty: (line: number) => boolean;
  readonly isDash: (line: number) => boolean;
  readonly isDashAt: (at: number) => boolean;
};

/** Marks, tabs and line ends that are left to the whole reader, wherever they stand. */
// oxlint-disable-next-line no-control-regex
const STRANGE = /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029\ufeff]|^(?:---|\.\.\.|%)|^ *\t/m;

/** The mark with which a document may begin, and the comments before it. */
const BEGINNING = /^(?:(?:#[^\n]*)?\n)*---\n/;

/** The lines of a text; `undefined` where the text as a whole is not regular. */
export const linesOf = (text: string): Lines | undefined => {
  const begin = BEGINNING.exec(text)?.[0].length ?? 0;
  const before = Math.max(0, begin - 4);
  if (STRANGE.test(text.slice(0, before)) || STRANGE.test(text.slice(begin))) return undefined;
  const starts: number[] = [];
  const columns: number[] = [];
  for (let at = begin; at < text.length; ) {
    let first = at;
    while (text.charCodeAt(first) === 0x20) first += 1;
    // Blanks alone before the end of the text.
    if (first === text.length) return undefined;
    const end = text.indexOf('\n', first);
    starts.push(at);
    columns.push(first - at);
    at = end < 0 ? text.length : end + 1;
  }
  const count = starts.length;
  const startOf = (line: number): number => starts[line] ?? text.length;
  const last = text.endsWith('\n') ? text.length - 1 : text.length;
  const endOf = (line: number): number => (line + 1 < count ? startOf(line + 1) - 1 : last);
  const firstOf = (line: number): number => startOf(line) + (columns[line] ?? 0);
  const isEmpty = (line: number): boolean => text.charCodeAt(firstOf(line)) === 0x0a;
  const isComment = (line: number): boolean => text.charCodeAt(firstOf(line)) === 0x23;
  const isDashAt = (at: number): boolean =>
    text[at] === '-' && (text[at + 1] === ' ' || text[at + 1] === '\n');
  return {
    count,
    startOf,
    endOf,
    columnOf: (line) => columns[line] ?? -1,
    firstOf,
    after: (line) => {
      let next = line + 1;
      while (next < count && (isEmpty(next) || isComment(next))) next += 1;
      return next;
    },
    deepest: (from, to) => {
      let deepest = -1;
      for (let line = from; line < to; line += 1)
        if (!isEmpty(line)) deepest = Math.max(deepest, columns[line] ?? 0);
      return deepest;
    },
    isEmpty,
    isDash: (line) => line < count && isDashAt(firstOf(line)),
    isDashAt,
  };
};
