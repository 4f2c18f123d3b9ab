import { digestName } from '../record/hash.ts';
import type { ParsedRecord, RecordRow } from '../record/index.ts';
import type { InspectedEntry, RecordComparison, RecordMismatch, UnverifiedRow } from './types.ts';

const exemptOf = (recordPath: string): ReadonlySet<string> =>
  new Set([`${recordPath}.jws`, `${recordPath}.p7s`]);

const digestOf = (entry: InspectedEntry, algorithm: string): string | undefined =>
  algorithm === 'sha256' ? entry.sha256 : entry.digests.get(algorithm);

const inRecordForm = (algorithm: string, hex: string): string =>
  `${algorithm}=${Buffer.from(hex, 'hex').toString('base64url')}`;

type Judged = {
  readonly mismatched: readonly RecordMismatch[];
  readonly unverified?: string;
  readonly verified: boolean;
};

/** One row against one content. */
const judge = (row: RecordRow, entry: InspectedEntry): Judged => {
  const { path, line, hash, size } = row;
  const mismatched: RecordMismatch[] = [];
  if (entry.problems.length > 0)
    return { mismatched, unverified: 'its content could not be read', verified: false };
  if (size !== undefined && size !== entry.size)
    mismatched.push({ path, line, what: 'size', expected: String(size), actual: String(entry.size) });
  if (hash?.digest === undefined) return { mismatched, verified: false };
  const actual = digestOf(entry, hash.algorithm);
  if (actual === undefined)
    return { mismatched, unverified: `${hash.algorithm} cannot be computed here`, verified: false };
  const same = Buffer.from(hash.digest).toString('hex') === actual;
  if (!same)
    mismatched.push({
      path,
      line,
      what: 'hash',
      expected: `${hash.algorithm}=${hash.text}`,
      actual: inRecordForm(hash.algorithm, actual),
    });
  return { mismatched, verified: same };
};

/** For each path the algorithms that RECORD wants besides SHA-256, by RECORD's names; only those that can be computed. */
export const wantedDigests = (record: ParsedRecord): ReadonlyMap<string, ReadonlySet<string>> => {
  const wanted = new Map<string, Set<string>>();
  for (const { path, hash } of record.rows) {
    if (hash === undefined || hash.algorithm === 'sha256' || digestName(hash.algorithm) === undefined)
      continue;
    const held = wanted.get(path);
    if (held === undefined) wanted.set(path, new Set([hash.algorithm]));
    else held.add(hash.algorithm);
  }
  return wanted;
};

/**
 * Holds RECORD against the contents. `names` are the archive's files; those that are not among `entries` were not read, and what
 * RECORD says of them stays unknown. Linear. Binary distribution format, "The .dist-info directory", on RECORD.
 */
export const compareRecord = (
  record: ParsedRecord,
  recordPath: string,
  names: ReadonlySet<string>,
  entries: readonly InspectedEntry[],
): RecordComparison => {
  const exempt = exemptOf(recordPath);
  const byName = new Map<string, InspectedEntry[]>();
  for (const entry of entries) {
    const held = byName.get(entry.entry.name);
    if (held === undefined) byName.set(entry.entry.name, [entry]);
    else held.push(entry);
  }
  const listed = new Set(record.rows.map((row) => row.path));
  const extra: { path: string; line: number }[] = [];
  const unhashed: { path: string; line: number }[] = [];
  const unverified: UnverifiedRow[] = [];
  const mismatched: RecordMismatch[] = [];
  let verified = 0;
  for (const row of record.rows) {
    const { path, line } = row;
    if (!names.has(path)) {
      extra.push({ path, line });
      continue;
    }
    if (path !== recordPath && row.hash?.digest === undefined) unhashed.push({ path, line });
    const contents = byName.get(path) ?? [];
    if (contents.length === 0 && row.hash?.digest !== undefined)
      unverified.push({ path, line, reason: 'its content was not read' });
    // A name that stands there twice must be right both times: readers differ on which one they take.
    const judged = contents.map((entry) => judge(row, entry));
    mismatched.push(...judged.flatMap((one) => one.mismatched));
    const reason = judged.find((one) => one.unverified !== undefined)?.unverified;
    if (reason !== undefined) unverified.push({ path, line, reason });
    else if (judged.length > 0 && judged.every((one) => one.verified)) verified += 1;
  }
  const missing = [...names].filter((name) => !listed.has(name) && !exempt.has(name)).sort();
  return { missing, extra, mismatched, unhashed, unverified, verified };
};
