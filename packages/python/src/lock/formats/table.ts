import { readDigest, readHashText } from '../hash.ts';
import { withoutCredentials } from '../redact.ts';
import { asTable, type Table, textAt } from '../toml.ts';
import type { LockedFile, LockedHash, LockProblem } from '../types.ts';

/** The name of one `[[package]]` table; a problem where there is none. */
export const nameAt = (table: Table, at: string, problems: LockProblem[]): string | undefined => {
  const name = textAt(table, 'name');
  if (name !== undefined && name !== '') return name;
  problems.push({ message: `${at} has no name`, incomplete: true });
  return undefined;
};

const lastSegment = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** A file's name: what the lock says, else the end of its address or path. */
const fileName = (table: Table): string | undefined => {
  const said = textAt(table, 'name') ?? textAt(table, 'file') ?? textAt(table, 'filename');
  if (said !== undefined) return lastSegment(said);
  const address = textAt(table, 'url')?.split(/[?#]/, 1)[0] ?? textAt(table, 'path');
  return address === undefined ? undefined : lastSegment(address);
};

const hashesAt = (table: Table, at: string, problems: LockProblem[]): readonly LockedHash[] => {
  const found: LockedHash[] = [];
  const add = (hash: LockedHash | undefined, what: string): void => {
    if (hash !== undefined) found.push(hash);
    else problems.push({ message: `${at} has a hash that is none: ${what.slice(0, 40)}`, incomplete: false });
  };
  const one = textAt(table, 'hash');
  if (one !== undefined) add(readHashText(one), one);
  for (const [algorithm, value] of asTable(table.get('hashes')) ?? [])
    add(typeof value === 'string' ? readDigest(algorithm, value) : undefined, algorithm);
  return found;
};

/** A wheel, sdist or archive, as uv.lock, poetry.lock and pylock.toml write them; undefined where it says nothing. */
export const fileAt = (
  table: Table | undefined,
  at: string,
  problems: LockProblem[],
): LockedFile | undefined => {
  if (table === undefined) return undefined;
  const name = fileName(table);
  const url = textAt(table, 'url');
  const hashes = hashesAt(table, at, problems);
  if (hashes.length === 0)
    problems.push({ message: `${at} names ${name ?? 'a file'} without a hash`, incomplete: false });
  return {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url: withoutCredentials(url) }),
    hashes,
  };
};

/** Facts that are texts or numbers of the file as a whole. */
export const factsAt = (
  table: Table,
  keys: readonly string[],
): readonly { readonly name: string; readonly value: string }[] =>
  keys.flatMap((name) => {
    const value = table.get(name);
    return typeof value === 'string' || typeof value === 'number' ? [{ name, value: String(value) }] : [];
  });
