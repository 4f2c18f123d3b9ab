import { readDigest, readHashText } from '../hash.ts';
import { withoutCredentials } from '../redact.ts';
import { asPlain, plainText, type Table, textAt } from '../toml.ts';
import type { LockedFile, LockedHash, LockedPackage, LockProblem, LockReading } from '../types.ts';

/** Which entry of a lock is read, and what it is called in messages. */
export type EntryPlace = { readonly label: string; readonly entry: number };

/** Gives a package of its own: where it stands is put into it. */
export type ReadEntry = (table: Table, at: EntryPlace) => LockedPackage | undefined;

/** The same from the table itself, without a Map of it: for the format whose files are largest. */
export type ReadPlainEntry = (table: object, at: EntryPlace) => LockedPackage | undefined;

/** Reads each table of an array of tables: what is no table is an entry all the same, and a problem. */
export const readPlainEntries = (
  value: unknown,
  key: string,
  problems: LockProblem[],
  read: ReadPlainEntry,
): Pick<LockReading, 'entries' | 'packages'> => {
  if (value === undefined) return { entries: 0, packages: [] };
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const packages: LockedPackage[] = [];
  for (let entry = 0; entry < items.length; entry += 1) {
    const table = Array.isArray(value) ? asPlain(items[entry]) : undefined;
    const at = { label: `${key}[${entry}]`, entry };
    if (table === undefined)
      problems.push({ message: `${at.label} is no [[${key}]] table`, incomplete: true, entry });
    const found: Making<LockedPackage> | undefined = table === undefined ? undefined : read(table, at);
    if (found === undefined) continue;
    found.entry = entry;
    packages.push(found);
  }
  return { entries: items.length, packages };
};

export const readEntries = (
  value: unknown,
  key: string,
  problems: LockProblem[],
  read: ReadEntry,
): Pick<LockReading, 'entries' | 'packages'> =>
  readPlainEntries(value, key, problems, (table, at) => read(new Map(Object.entries(table)), at));

/** The name of one `[[package]]` table; a problem where there is none. */
export const nameAt = (table: Table, at: EntryPlace, problems: LockProblem[]): string | undefined =>
  nameOr(textAt(table, 'name'), at, problems);

export const nameOr = (
  name: string | undefined,
  at: EntryPlace,
  problems: LockProblem[],
): string | undefined => {
  if (name !== undefined && name !== '') return name;
  problems.push({ message: `${at.label} has no name`, incomplete: true, entry: at.entry });
  return undefined;
};

/** Its version; a problem where there is none. */
export const versionAt = (
  table: Table,
  { label, entry }: EntryPlace,
  name: string,
  problems: LockProblem[],
  incomplete = true,
): string | undefined => versionOr(textAt(table, 'version'), { label, entry }, name, problems, incomplete);

export const versionOr = (
  version: string | undefined,
  { label, entry }: EntryPlace,
  name: string,
  problems: LockProblem[],
  incomplete: boolean,
): string | undefined => {
  if (version === undefined)
    problems.push({ message: `${label}, ${name}: its version is not stated`, incomplete, entry });
  return version;
};

/** An object that is still being made. */
export type Making<T> = { -readonly [Member in keyof T]: T[Member] };

const lastSegment = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** A file's name: what the lock says, else the end of its address or path. */
const fileName = (table: object): string | undefined => {
  const said = plainText(table, 'name') ?? plainText(table, 'file') ?? plainText(table, 'filename');
  if (said !== undefined) return lastSegment(said);
  const address = plainText(table, 'url')?.split(/[?#]/, 1)[0] ?? plainText(table, 'path');
  return address === undefined ? undefined : lastSegment(address);
};

const tablePairs = (table: object, key: string): Iterable<readonly [string, unknown]> => {
  const value = Object.hasOwn(table, key) ? asPlain((table as Record<string, unknown>)[key]) : undefined;
  return value === undefined ? [] : Object.entries(value);
};

const hashesAt = (
  table: object,
  { label, entry }: EntryPlace,
  problems: LockProblem[],
): readonly LockedHash[] => {
  const found: LockedHash[] = [];
  const add = (hash: LockedHash | undefined, what: string): void => {
    if (hash !== undefined) found.push(hash);
    else
      problems.push({
        message: `${label} has a hash that is none: ${what.slice(0, 40)}`,
        incomplete: false,
        entry,
      });
  };
  const one = plainText(table, 'hash');
  if (one !== undefined) add(readHashText(one), one);
  for (const [algorithm, value] of tablePairs(table, 'hashes'))
    add(typeof value === 'string' ? readDigest(algorithm, value) : undefined, algorithm);
  return found;
};

/** A wheel, sdist or archive, as uv.lock, poetry.lock and pylock.toml write them; undefined where it says nothing. */
export const fileAt = (value: unknown, at: EntryPlace, problems: LockProblem[]): LockedFile | undefined => {
  const table = asPlain(value);
  if (table === undefined) return undefined;
  const name = fileName(table);
  const url = plainText(table, 'url');
  const hashes = hashesAt(table, at, problems);
  if (hashes.length === 0)
    problems.push({
      message: `${at.label} names ${name ?? 'a file'} without a hash`,
      incomplete: false,
      entry: at.entry,
    });
  return {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url: withoutCredentials(url) }),
    hashes,
  };
};

/** The files of an array of tables; what is none is left out. */
export const filesIn = (value: unknown, at: EntryPlace, problems: LockProblem[]): readonly LockedFile[] =>
  Array.isArray(value)
    ? (value as readonly unknown[]).flatMap((item) => fileAt(item, at, problems) ?? [])
    : [];

/** Facts that are texts or numbers of the file as a whole. */
export const factsAt = (
  table: Table,
  keys: readonly string[],
): readonly { readonly name: string; readonly value: string }[] =>
  keys.flatMap((name) => {
    const value = table.get(name);
    return typeof value === 'string' || typeof value === 'number' ? [{ name, value: String(value) }] : [];
  });
