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
import { isAside } from './aside.ts';

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

/** The line on which a lock names a package; the file's first where it does not tell. */
export const packageRange = ({ file }: Lock, locked: LockedPackage): ByteRange => {
  let start = 0;
  for (let line = 1; line < (locked.line ?? 1); line += 1) {
    const newline = file.text.indexOf('\n', start);
    if (newline === -1) break;
    start = newline + 1;
  }
  const newline = file.text.indexOf('\n', start);
  return file.rangeOf(start, newline === -1 ? file.text.length : newline);
};

/** Packages that the lock takes from an index. */
export const indexPackages = ({ reading }: Lock): readonly LockedPackage[] =>
  reading.packages.filter(({ source, root }) => source.kind === 'index' && root === undefined);
