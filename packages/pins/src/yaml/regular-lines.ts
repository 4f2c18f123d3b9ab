/** The lines of a text as a regular document has them. Lines that say nothing (empty, or a comment) are stepped over. */
export type Lines = {
  readonly count: number;
  readonly startOf: (line: number) => number;
  /** Where its line feed stands, or the text ends. */
  readonly endOf: (line: number) => number;
  /** Column of the first letter; -1 behind the last line. */
  readonly columnOf: (line: number) => number;
  /**
   * The next line that says something; `count` behind the last, -1 where a comment between is deeper than it, or comes last: to which
   * collection that belongs is for the whole reader to say.
   */
  readonly after: (line: number) => number;
  readonly isEmpty: (line: number) => boolean;
  /** Whether all lines of a range are, `to` not included. */
  readonly areEmpty: (from: number, to: number) => boolean;
  readonly isDash: (line: number) => boolean;
  readonly isDashAt: (at: number) => boolean;
};

/** Marks, tabs and line ends that are left to the whole reader, wherever they stand. */
// oxlint-disable-next-line no-control-regex
const STRANGE =
  /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029\ufeff\ud800-\udfff]|^(?:---|\.\.\.|%)|^ *\t/m;

/** The lines of a text; `undefined` where the text as a whole is not regular. */
export const linesOf = (text: string): Lines | undefined => {
  if (!text.endsWith('\n') || STRANGE.test(text)) return undefined;
  const starts: number[] = [];
  const columns: number[] = [];
  for (let at = 0; at < text.length; ) {
    let first = at;
    while (text.charCodeAt(first) === 0x20) first += 1;
    const end = text.indexOf('\n', first);
    starts.push(at);
    columns.push(first - at);
    at = end + 1;
  }
  const count = starts.length;
  const startOf = (line: number): number => starts[line] ?? text.length;
  const endOf = (line: number): number => (starts[line + 1] ?? text.length) - 1;
  const firstOf = (line: number): number => startOf(line) + (columns[line] ?? 0);
  const isEmpty = (line: number): boolean => text.charCodeAt(firstOf(line)) === 0x0a;
  const isDashAt = (at: number): boolean =>
    text[at] === '-' && (text[at + 1] === ' ' || text[at + 1] === '\n');
  return {
    count,
    startOf,
    endOf,
    columnOf: (line) => columns[line] ?? -1,
    after: (line) => {
      let next = line + 1;
      let deepest = -1;
      for (; next < count; next += 1) {
        if (isEmpty(next)) continue;
        if (text.charCodeAt(firstOf(next)) !== 0x23) break;
        deepest = Math.max(deepest, columns[next] ?? 0);
      }
      const column = next < count ? (columns[next] ?? 0) : -1;
      return deepest > column ? -1 : next;
    },
    isEmpty,
    areEmpty: (from, to) => {
      for (let line = from; line < to; line += 1) if (!isEmpty(line)) return false;
      return true;
    },
    isDash: (line) => line < count && isDashAt(firstOf(line)),
    isDashAt,
  };
};
