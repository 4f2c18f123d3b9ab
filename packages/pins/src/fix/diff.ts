/** Lines of context around a change. */
const CONTEXT = 3;

type Hunk = {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
};

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A change of lines: `start` to `end` of the old become `lines`. */
export type LineChange = {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
};

/** Cuts from both ends what is the same. */
const trimmed = (
  before: readonly string[],
  after: readonly string[],
  change: LineChange,
): LineChange | undefined => {
  let { start, end, newStart, newEnd } = change;
  while (start < end && newStart < newEnd && before[start] === after[newStart]) {
    start += 1;
    newStart += 1;
  }
  while (end > start && newEnd > newStart && before[end - 1] === after[newEnd - 1]) {
    end -= 1;
    newEnd -= 1;
  }
  return start === end && newStart === newEnd ? undefined : { start, end, newStart, newEnd };
};

/** Changed regions between two lists of lines, by lines that stand once in both, in order: linear, and good for the small edits we make. */
const changesOf = (before: readonly string[], after: readonly string[]): readonly LineChange[] => {
  const once = (lines: readonly string[]): Map<string, number> => {
    const seen = new Map<string, number>();
    for (const [index, line] of lines.entries()) seen.set(line, seen.has(line) ? -1 : index);
    return seen;
  };
  const [left, right] = [once(before), once(after)];
  const changes: LineChange[] = [];
  let [start, newStart] = [0, 0];
  const close = (end: number, newEnd: number): void => {
    const change = trimmed(before, after, { start, end, newStart, newEnd });
    if (change !== undefined) changes.push(change);
  };
  for (const [index, line] of before.entries()) {
    const at = left.get(line) === index ? (right.get(line) ?? -1) : -1;
    if (at < newStart) continue;
    close(index, at);
    [start, newStart] = [index + 1, at + 1];
  }
  close(before.length, after.length);
  return changes;
};

const hunksOf = (changes: readonly LineChange[]): readonly (readonly LineChange[])[] => {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1);
    const end = last?.at(-1)?.end;
    if (last !== undefined && end !== undefined && change.start - end <= 2 * CONTEXT) last.push(change);
    else hunks.push([change]);
  }
  return hunks;
};

const marked = (mark: string, lines: readonly string[]): string =>
  lines
    .map((line) => (line.endsWith('\n') ? mark + line : `${mark + line}\n\\ No newline at end of file\n`))
    .join('');

const place = (start: number, length: number): string =>
  length === 1 ? `${start + 1}` : `${length === 0 ? start : start + 1},${length}`;

const hunkText = (
  before: readonly string[],
  after: readonly string[],
  changes: readonly LineChange[],
): string => {
  const [first] = changes;
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return '';
  const hunk: Hunk = {
    start: Math.max(0, first.start - CONTEXT),
    end: Math.min(before.length, last.end + CONTEXT),
    newStart: Math.max(0, first.newStart - CONTEXT),
    newEnd: Math.min(after.length, last.newEnd + CONTEXT),
  };
  let body = '';
  let at = hunk.start;
  for (const change of changes) {
    body += marked(' ', before.slice(at, change.start));
    body += marked('-', before.slice(change.start, change.end));
    body += marked('+', after.slice(change.newStart, change.newEnd));
    at = change.end;
  }
  body += marked(' ', before.slice(at, hunk.end));
  return `@@ -${place(hunk.start, hunk.end - hunk.start)} +${place(hunk.newStart, hunk.newEnd - hunk.newStart)} @@\n${body}`;
};

/** A unified diff of one file, as `git apply` and `patch -p1` read it. Empty where nothing changed; an absent `before` is a new file. */
export const unifiedDiff = (path: string, before: string | undefined, after: string): string => {
  if (before === after) return '';
  const old = linesOf(before ?? '');
  const now = linesOf(after);
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const hunks = hunksOf(changesOf(old, now)).map((changes) => hunkText(old, now, changes));
  return `--- ${from}\n+++ b/${path}\n${hunks.join('')}`;
};
