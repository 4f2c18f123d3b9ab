import { Buffer } from 'node:buffer';
import { applySplices, type ByteSplice } from './splice.ts';

/** Lines of context around a change. */
const CONTEXT = 3;

type Lines = { readonly lines: readonly string[]; readonly starts: readonly number[] };

/** Bytes as characters, so that places in both are the same and no encoding matters before the end. */
const linesOf = (bytes: Uint8Array): Lines => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const lines: string[] = [];
  const starts: number[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const next = end === -1 ? text.length : end + 1;
    starts.push(at);
    lines.push(text.slice(at, next));
    at = next;
  }
  return { lines, starts };
};

const lineAt = (starts: readonly number[], offset: number): number => {
  let low = 0;
  for (let high = starts.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

type Change = {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
};

/** Lines that splices touch, and by how many bytes those before and up to their end make the file longer. */
type Touched = { readonly from: number; to: number; readonly before: number; after: number };

const touchedBy = (old: Lines, splices: readonly ByteSplice[]): readonly Touched[] => {
  const touched: Touched[] = [];
  let grown = 0;
  for (const { start, end, bytes } of splices) {
    const before = grown;
    grown += bytes.length - (end - start);
    const from = lineAt(old.starts, start);
    // A line whose end goes becomes one with the next.
    const to = Math.min(old.lines.length, lineAt(old.starts, end) + 1);
    const last = touched.at(-1);
    if (last !== undefined && from < last.to) {
      last.to = Math.max(last.to, to);
      last.after = grown;
    } else touched.push({ from, to, before, after: grown });
  }
  return touched;
};

/** The changed lines, without what is the same at both ends. */
const changesOf = (
  old: Lines,
  now: Lines,
  splices: readonly ByteSplice[],
  length: number,
): readonly Change[] => {
  const changes = touchedBy(old, splices).map(({ from, to, before, after }) => {
    const end = (old.starts[to] ?? length) + after;
    const start = (old.starts[from] ?? 0) + before;
    return {
      from,
      to,
      // Where all that was left of the file goes, the change begins behind its last line.
      newFrom: start === end ? (end === 0 ? 0 : lineAt(now.starts, end - 1) + 1) : lineAt(now.starts, start),
      newTo: end === 0 ? 0 : lineAt(now.starts, end - 1) + 1,
    };
  });
  return changes.flatMap((change): readonly Change[] => {
    let { from, to, newFrom, newTo } = change;
    while (from < to && newFrom < newTo && old.lines[from] === now.lines[newFrom]) {
      from += 1;
      newFrom += 1;
    }
    while (to > from && newTo > newFrom && old.lines[to - 1] === now.lines[newTo - 1]) {
      to -= 1;
      newTo -= 1;
    }
    return from === to && newFrom === newTo ? [] : [{ from, to, newFrom, newTo }];
  });
};

const together = (changes: readonly Change[]): readonly (readonly [Change, ...Change[]])[] => {
  const hunks: [Change, ...Change[]][] = [];
  for (const change of changes) {
    const hunk = hunks.at(-1);
    if (hunk !== undefined && change.from - (hunk.at(-1)?.to ?? 0) <= 2 * CONTEXT) hunk.push(change);
    else hunks.push([change]);
  }
  return hunks;
};

const marked = (mark: string, lines: readonly string[]): string =>
  lines
    .map((line) => (line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`))
    .join('');

const span = (from: number, to: number): string =>
  to - from === 1 ? `${from + 1}` : `${to === from ? from : from + 1},${to - from}`;

const hunkText = (old: Lines, now: Lines, changes: readonly [Change, ...Change[]]): string => {
  const [first] = changes;
  const last = changes.at(-1) ?? first;
  const from = Math.max(0, first.from - CONTEXT);
  const to = Math.min(old.lines.length, last.to + CONTEXT);
  const newFrom = first.newFrom - (first.from - from);
  const newTo = last.newTo + (to - last.to);
  let body = '';
  let at = from;
  for (const change of changes) {
    body += marked(' ', old.lines.slice(at, change.from));
    body += marked('-', old.lines.slice(change.from, change.to));
    body += marked('+', now.lines.slice(change.newFrom, change.newTo));
    at = change.to;
  }
  return `@@ -${span(from, to)} +${span(newFrom, newTo)} @@\n${body}${marked(' ', old.lines.slice(at, to))}`;
};

/**
 * A unified diff of one file, as `patch -p1` and `git apply` read it: its bytes, since a file need not be UTF-8. Exactly the lines that the
 * splices touch are told. An absent `before` is a file that is new. Empty where nothing changes.
 */
export const unifiedDiff = (
  path: string,
  before: Uint8Array | undefined,
  splices: readonly ByteSplice[],
): Uint8Array => {
  const bytes = before ?? new Uint8Array();
  const old = linesOf(bytes);
  const now = linesOf(applySplices(bytes, splices));
  const hunks = together(changesOf(old, now, splices, bytes.length)).map((changes) =>
    hunkText(old, now, changes),
  );
  if (hunks.length === 0) return new Uint8Array();
  const shown = path.replace(/^\/+/, '');
  const from = before === undefined ? '/dev/null' : `a/${shown}`;
  const head = Buffer.from(`--- ${from}\n+++ b/${shown}\n`);
  return Buffer.concat([head, Buffer.from(hunks.join(''), 'latin1')]);
};
