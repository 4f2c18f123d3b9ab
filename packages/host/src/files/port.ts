import * as fs from 'node:fs';

/** What `stat` is asked for, always as big integers: nanoseconds and inode numbers do not fit a double. */
export type FileStat = fs.BigIntStats;

/**
 * The file system operations this package uses, as a table, so that a test can let the n-th one fail.
 * All are synchronous: measured on wheels, positional reads through the thread pool cost several times more.
 */
export type FilePort = {
  readonly open: (path: string, flags: number, mode: number) => number;
  readonly close: (descriptor: number) => void;
  readonly read: (descriptor: number, into: Uint8Array, offset: number, length: number, at: number) => number;
  readonly write: (
    descriptor: number,
    from: Uint8Array,
    offset: number,
    length: number,
    at: number,
  ) => number;
  readonly fstat: (descriptor: number) => FileStat;
  readonly stat: (path: string) => FileStat;
  readonly lstat: (path: string) => FileStat;
  readonly fchmod: (descriptor: number, mode: number) => void;
  readonly ftruncate: (descriptor: number, length: number) => void;
  readonly fsync: (descriptor: number) => void;
  readonly copyFile: (from: string, to: string, mode: number) => void;
  readonly rename: (from: string, to: string) => void;
  readonly link: (existing: string, path: string) => void;
  readonly unlink: (path: string) => void;
  readonly mkdir: (path: string) => void;
  readonly realpath: (path: string) => string;
  /** Names in a directory, at most `limit` + 1 of them, in the system's order. */
  readonly names: (path: string, limit: number) => readonly string[];
};

const names = (path: string, limit: number): readonly string[] => {
  const directory = fs.opendirSync(path);
  try {
    const found: string[] = [];
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      found.push(entry.name);
      if (found.length > limit) break;
    }
    return found;
  } finally {
    directory.closeSync();
  }
};

/** The real file system. */
export const systemFiles: FilePort = {
  open: (path, flags, mode) => fs.openSync(path, flags, mode),
  close: (descriptor) => fs.closeSync(descriptor),
  read: (descriptor, into, offset, length, at) => fs.readSync(descriptor, into, offset, length, at),
  write: (descriptor, from, offset, length, at) => fs.writeSync(descriptor, from, offset, length, at),
  fstat: (descriptor) => fs.fstatSync(descriptor, { bigint: true }),
  stat: (path) => fs.statSync(path, { bigint: true }),
  lstat: (path) => fs.lstatSync(path, { bigint: true }),
  fchmod: (descriptor, mode) => fs.fchmodSync(descriptor, mode),
  ftruncate: (descriptor, length) => fs.ftruncateSync(descriptor, length),
  fsync: (descriptor) => fs.fsyncSync(descriptor),
  copyFile: (from, to, mode) => fs.copyFileSync(from, to, mode),
  rename: (from, to) => fs.renameSync(from, to),
  link: (existing, path) => fs.linkSync(existing, path),
  unlink: (path) => fs.unlinkSync(path),
  mkdir: (path) => fs.mkdirSync(path),
  realpath: (path) => fs.realpathSync.native(path),
  names,
};
