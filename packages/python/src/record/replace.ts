import { formatRecordRow } from './format.ts';
import type { ParsedRecord } from './types.ts';

/** What shall stand in RECORD for one path: its content's row, or no row. */
export type RecordChange =
  | { readonly kind: 'set'; readonly path: string; readonly sha256: string; readonly size: number }
  | { readonly kind: 'remove'; readonly path: string };

const rowOf = (change: RecordChange): string | undefined =>
  change.kind === 'remove' ? undefined : formatRecordRow(change.path, change);

/**
 * A RECORD's bytes with some rows changed. Untouched rows keep their text, order and line terminator, so that a diff shows only
 * what changed; a path that has a row keeps its place; new paths come in the order given, before RECORD's own row where that is
 * last, else at the end. Later rows of a changed path go: two rows for one path cannot both be right.
 * Throws a RangeError where the record's text does not stand for its bytes, or where a path is changed twice.
 */
export const replaceRows = (record: ParsedRecord, changes: readonly RecordChange[]): Uint8Array => {
  if (!record.exact)
    throw new RangeError('A RECORD that is not plain UTF-8 cannot be rewritten without changing other rows.');
  const wanted = new Map(changes.map((change) => [change.path, change]));
  if (wanted.size !== changes.length) throw new RangeError('A path of RECORD is changed twice.');
  const placed = new Set<string>();
  const last = record.rows.at(-1);
  const ownIsLast = last !== undefined && last.path.endsWith('.dist-info/RECORD');
  const known = new Set(record.rows.map((row) => row.path));
  const added = changes
    .filter((change) => !known.has(change.path))
    .map(rowOf)
    .filter((row) => row !== undefined);

  const lines: string[] = [];
  const put = (line: string): void => {
    // A file may end without a terminator: a row that follows must not run into it.
    const before = lines.at(-1);
    if (before !== undefined && !/[\r\n]$/.test(before)) lines.push(record.terminator);
    lines.push(line);
  };
  let at = 0;
  for (const row of record.rows) {
    // Blank lines between rows stay as they are.
    if (row.start > at) put(record.text.slice(at, row.start));
    at = row.end;
    if (row === last && ownIsLast) for (const line of added) put(line + record.terminator);
    const change = wanted.get(row.path);
    if (change === undefined) put(record.text.slice(row.start, row.end));
    else if (!placed.has(row.path)) {
      placed.add(row.path);
      const line = rowOf(change);
      if (line !== undefined)
        put(line === row.raw ? record.text.slice(row.start, row.end) : line + record.terminator);
    }
  }
  if (at < record.text.length) put(record.text.slice(at));
  if (!ownIsLast) for (const line of added) put(line + record.terminator);
  return Buffer.from(lines.join(''), 'utf8');
};
