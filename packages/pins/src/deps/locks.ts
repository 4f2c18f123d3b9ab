import {
  type LockedPackage,
  lockFormatOf,
  type LockFormat,
  type LockReading,
  readLockAs,
} from '@custody/python';
import { directoryOf } from '../installs/path.ts';
import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';
import type { ByteRange } from '../types.ts';
import { isAside } from '../repository/aside.ts';

/** A lock file of the repository. */
export type Lock = {
  readonly file: SourceFile;
  readonly directory: string;
  readonly format: Exclude<LockFormat, 'requirements'>;
  readonly reading: LockReading;
};

/** A lock file that cannot be read, and why: what it fixes is not known. */
export type UnreadLock = { readonly path: string; readonly reason: string };

type Locks = { readonly locks: readonly Lock[]; readonly unread: readonly UnreadLock[] };

const all = (view: RepositoryView): Locks => {
  const locks: Lock[] = [];
  const unread: UnreadLock[] = [];
  for (const path of view.repository.paths) {
    const format = lockFormatOf(path.slice(path.lastIndexOf('/') + 1));
    if (format === undefined || format === 'requirements' || isAside(path)) continue;
    const reading = view.repository.read(path);
    if (reading?.kind !== 'file') {
      if (reading !== undefined) unread.push({ path, reason: reading.reason });
      continue;
    }
    const { file } = reading;
    const read = readLockAs(file.bytes, format);
    if (read.kind === 'lock')
      locks.push({ file, directory: directoryOf(path), format, reading: read.reading });
    else unread.push({ path, reason: read.reason });
  }
  return { locks, unread };
};

/** The lock files of a repository, those of tests and examples left out. */
export const locksIn = (view: RepositoryView): readonly Lock[] => view.once(all).locks;

/** Those of them that cannot be read. */
export const unreadLocksIn = (view: RepositoryView): readonly UnreadLock[] => view.once(all).unread;

const STARTS = new WeakMap<SourceFile, readonly number[]>();

/** Where the lines of a file begin, in UTF-16 code units. */
const startsOf = (file: SourceFile): readonly number[] => {
  const known = STARTS.get(file);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1);
  STARTS.set(file, starts);
  return starts;
};

/** The line on which a lock names a package; the file's first where it does not tell. */
export const packageRange = ({ file }: Lock, locked: LockedPackage): ByteRange => {
  const start = startsOf(file)[(locked.line ?? 1) - 1] ?? 0;
  const newline = file.text.indexOf('\n', start);
  return file.rangeOf(start, newline === -1 ? file.text.length : newline);
};

/** Packages that the lock takes from an index. */
export const indexPackages = ({ reading }: Lock): readonly LockedPackage[] =>
  reading.packages.filter(({ source, root }) => source.kind === 'index' && root === undefined);
