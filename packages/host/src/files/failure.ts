import { HostError, type HostErrorCode, systemCode } from '../error.ts';
import { shown } from './shown.ts';

type Failure = readonly [HostErrorCode, string];

const READING: Readonly<Record<string, Failure>> = {
  ENOENT: ['not-found', 'there is no such file; check the path'],
  ENOTDIR: ['not-found', 'a part of the path is not a directory; check the path'],
  EISDIR: ['not-a-file', 'it is a directory, a file is needed here'],
  ENXIO: ['not-a-file', 'it is a socket or device, a regular file is needed here'],
  EACCES: ['denied', 'you may not read it; check its permissions'],
  EPERM: ['denied', 'you may not read it; check its permissions'],
  ELOOP: ['unreadable', 'its symbolic links go in a circle, or it is a link where none is followed'],
  ENAMETOOLONG: ['unreadable', 'the path is longer than the system allows'],
  EMFILE: ['unreadable', 'too many files are open; raise the limit (ulimit -n) or use fewer jobs'],
  ENFILE: ['unreadable', 'the system has too many open files; close some programs and try again'],
  EIO: ['unreadable', 'the device reports an error; check the disk or network share'],
};

const WRITING: Readonly<Record<string, Failure>> = {
  ENOENT: ['not-found', 'its directory does not exist; create it first'],
  ENOTDIR: ['not-a-directory', 'a part of the path is not a directory'],
  EISDIR: ['not-a-file', 'it is a directory; name a file'],
  EEXIST: ['exists', 'it exists already; remove it or name another'],
  ENOSPC: ['no-space', 'no space is left on the device; free some and try again'],
  EDQUOT: ['no-space', 'your disk quota is used up; free some space and try again'],
  EFBIG: ['no-space', 'the file would be larger than the file system or your limits allow'],
  EROFS: ['read-only', 'the file system is read-only; write somewhere else'],
  EACCES: ['denied', 'you may not write there; check the permissions of the directory'],
  EPERM: ['denied', 'you may not write there; check the permissions of the directory'],
  EBUSY: ['unwritable', 'another program is using it; close that program and try again'],
  ELOOP: ['unwritable', 'its symbolic links go in a circle'],
  ENAMETOOLONG: ['unwritable', 'the path is longer than the system allows'],
  EMFILE: ['unwritable', 'too many files are open; raise the limit (ulimit -n) or use fewer jobs'],
  EIO: ['unwritable', 'the device reports an error; check the disk or network share'],
};

const failure = (
  verb: string,
  table: Readonly<Record<string, Failure>>,
  otherwise: HostErrorCode,
  path: string,
  cause: unknown,
): HostError => {
  if (cause instanceof HostError) return cause;
  const word = systemCode(cause);
  const known = Object.hasOwn(table, word) ? table[word] : undefined;
  const [code, why] = known ?? [
    otherwise,
    word === '' ? 'the system gives no reason' : `the system says ${word}`,
  ];
  return new HostError(code, `cannot ${verb} ${shown(path)}: ${why}`, { path, cause });
};

/** Turns whatever a read operation threw into a HostError that says what to do. A HostError passes through. */
export const readFailure = (path: string, cause: unknown): HostError =>
  failure('read', READING, 'unreadable', path, cause);

/** Turns whatever a write operation threw into a HostError that says what to do. A HostError passes through. */
export const writeFailure = (path: string, cause: unknown): HostError =>
  failure('write', WRITING, 'unwritable', path, cause);
