import { readRequirementsFile, readToml } from '@custody/python';
import type { SourceFile } from '../repository/source.ts';
import type { Splice } from './apply.ts';

/** Depth and leaves of a document, above which it is not compared. */
const DEEPEST = 64;
const MOST = 200_000;

/** Every value of a TOML document under the path of its keys; undefined where it cannot be read. */
const leavesOf = ({ text }: SourceFile): ReadonlyMap<string, string> | undefined => {
  const reading = readToml(text.replace(/^\uFEFF/, ' '));
  if (reading.kind === 'malformed') return undefined;
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: string, depth: number): boolean => {
    if (depth > DEEPEST || leaves.size > MOST) return false;
    const isTable = typeof value === 'object' && value !== null && !(value instanceof Date);
    if (!isTable) {
      leaves.set(path, value instanceof Date ? value.toISOString() : `${typeof value} ${value as string}`);
      return true;
    }
    return Object.entries(value).every(([key, one]) =>
      visit(one, `${path}/${JSON.stringify(key)}`, depth + 1),
    );
  };
  return [...reading.table].every(([key, value]) => visit(value, JSON.stringify(key), 1))
    ? leaves
    : undefined;
};

/** Why the change did more to a TOML file than its splices say: no value may go, and no more of them differ than there are splices. */
export const lostByToml = (
  before: SourceFile,
  after: SourceFile,
  splices: readonly Splice[],
): string | undefined => {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  if (now === undefined) return 'the file could not be read any more after the change';
  let changed = 0;
  for (const [path, value] of old ?? []) {
    const found = now.get(path);
    if (found === undefined) return `the change would also have taken ${path} away`;
    if (found !== value) changed += 1;
  }
  // A splice changes a value, or writes one on each of its lines.
  const said = splices.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  return changed + Math.max(0, now.size - (old?.size ?? 0)) <= said
    ? undefined
    : 'the change would have changed more than it says';
};

/** The entries of a requirements file without their hashes and comments. */
const entriesOf = ({ bytes }: SourceFile): readonly string[] | undefined => {
  const reading = readRequirementsFile(bytes);
  return reading.kind === 'unreadable'
    ? undefined
    : reading.entries.map(({ kind, text }) => `${kind} ${text.replace(/\s+--hash[= ]\S+/g, '').trim()}`);
};

/** Why the change did more to a requirements file than write hashes behind its entries, or another address into its options. */
export const lostByRequirements = (
  before: SourceFile,
  after: SourceFile,
  splices: readonly Splice[],
): string | undefined => {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  if (now === undefined) return 'the file could not be read any more after the change';
  const different = old?.filter((entry, at) => entry !== now[at]).length ?? 0;
  return old !== undefined && old.length === now.length && different <= splices.length
    ? undefined
    : 'the change would also have changed other entries';
};
