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

const all = (view: RepositoryView): readonly Lock[] =>
  view.repository.paths.flatMap((path) => {
    const format = lockFormatOf(path.slice(path.lastIndexOf('/') + 1));
    if (format === undefined || format === 'requirements' || isAside(path)) return [];
    const reading = view.repository.read(path);
    if (reading?.kind !== 'file') return [];
    const read = readLockAs(reading.file.bytes, format);
    return read.kind === 'lock'
      ? [{ file: reading.file, directory: directoryOf(path), format, reading: read.reading }]
      : [];
  });

/** The lock files of a repository, those of tests and examples left out. */
export const locksIn = (view: RepositoryView): readonly Lock[] => view.once(all);

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
