import { constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { HostError, isSystemError, systemCode } from '../error.ts';
import { writeFailure } from './failure.ts';
import { type FilePort, type FileStat, systemFiles } from './port.ts';
import { shown } from './shown.ts';
import { assertGoing, type Sink, sinkOver } from './sink.ts';
import { noteTemporary, removeTemporary, temporaryBeside } from './temporaries.ts';

export type WriteOptions = {
  /** Permission bits of the result. Absent: those of the file that is replaced, else what the umask leaves of 0666. */
  readonly mode?: number;
  readonly signal?: AbortSignal;
  /** Runs when all bytes are on disk, just before they take the name: the last moment to throw ("source unchanged?"). */
  readonly beforeCommit?: () => void;
  readonly files?: FilePort;
};

type Commit = (files: FilePort, temporary: string, target: string) => void;

const CREATE = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** What stands at the path now; undefined where nothing does. Refuses whatever is not a regular file. */
const original = (files: FilePort, path: string): FileStat | undefined => {
  let stat: FileStat;
  try {
    stat = files.stat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (!stat.isFile())
    throw new HostError(
      'not-a-file',
      `cannot write ${shown(path)}: something other than a regular file is there`,
      {
        path,
      },
    );
  return stat;
};

/** Links in the path are resolved: a link that a person set stays, and the file that it means is replaced. */
const resolveTarget = (files: FilePort, path: string, exists: boolean): string =>
  exists ? files.realpath(path) : join(files.realpath(dirname(path)), basename(path));

/** A rename is only durable when its directory is; some file systems cannot sync one, and say so. */
const syncDirectory = (files: FilePort, directory: string): void => {
  let descriptor: number | undefined;
  try {
    descriptor = files.open(directory, constants.O_RDONLY, 0);
    files.fsync(descriptor);
  } catch (error) {
    if (!['EINVAL', 'EISDIR', 'EPERM', 'EACCES', 'ENOTSUP', 'EBADF'].includes(systemCode(error))) throw error;
  } finally {
    if (descriptor !== undefined) files.close(descriptor);
  }
};

const fill = async <Result>(
  files: FilePort,
  temporary: string,
  mode: number | undefined,
  produce: (sink: Sink) => Result | Promise<Result>,
  options: WriteOptions,
): Promise<Result> => {
  // The umask only takes permissions away: until the end the file is never more open than the result.
  const descriptor = files.open(temporary, CREATE, mode ?? 0o666);
  try {
    const initial = Number(files.fstat(descriptor).mode) & 0o777;
    const { sink, flush } = sinkOver(files, descriptor, temporary, options.signal);
    const result = await produce(sink);
    flush();
    // Set at the end: a kernel copy brings its source's mode with it.
    files.fchmod(descriptor, mode ?? initial);
    files.fsync(descriptor);
    return result;
  } finally {
    files.close(descriptor);
  }
};

const writeThrough = async <Result>(
  path: string,
  mode: number | undefined,
  target: string,
  produce: (sink: Sink) => Result | Promise<Result>,
  options: WriteOptions,
  commit: Commit,
): Promise<Result> => {
  const files = options.files ?? systemFiles;
  const temporary = temporaryBeside(target);
  noteTemporary(temporary, files);
  try {
    const result = await fill(files, temporary, mode, produce, options);
    // A signal that came while bytes were written is heard in the next turn of the event loop only.
    if (options.signal !== undefined) await setImmediate();
    options.beforeCommit?.();
    assertGoing(options.signal);
    commit(files, temporary, target);
    // A rename took the temporary name away, a link left it.
    removeTemporary(temporary);
    syncDirectory(files, dirname(target));
    return result;
  } catch (error) {
    removeTemporary(temporary);
    throw isSystemError(error) ? writeFailure(path, error) : error;
  }
};

/**
 * Writes a file so that at every moment either the old or the complete new one is at `path`: a temporary file in the
 * same directory, synced, renamed over it, the directory synced. On any failure or abort the temporary file is removed
 * and the original is untouched. Gives what `produce` gives. Throws HostError (`no-space`, `read-only`, `denied`,
 * `aborted`, …), or what `produce` or `beforeCommit` throw.
 */
export const writeAtomically = async <Result>(
  path: string,
  produce: (sink: Sink) => Result | Promise<Result>,
  options: WriteOptions = {},
): Promise<Result> => {
  const files = options.files ?? systemFiles;
  let before: FileStat | undefined;
  let target: string;
  try {
    assertGoing(options.signal);
    before = original(files, path);
    target = resolveTarget(files, path, before !== undefined);
  } catch (error) {
    throw writeFailure(path, error);
  }
  const mode = options.mode ?? (before === undefined ? undefined : Number(before.mode) & 0o777);
  return writeThrough(path, mode, target, produce, options, (port, temporary, final) =>
    port.rename(temporary, final),
  );
};

/** Gives the file its name only where that is free: a link, unlike a rename, fails where the name is taken. */
const claim: Commit = (files, temporary, target) => {
  try {
    files.link(temporary, target);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(systemCode(error))) throw error;
    // A file system without hard links: hold the name with an empty file of our own, then replace that.
    files.close(files.open(target, CREATE, 0o600));
    try {
      files.rename(temporary, target);
    } catch (failed) {
      files.unlink(target);
      throw failed;
    }
  }
};

/**
 * Writes a file that must not exist yet, complete or not at all. Throws HostError `exists` where something is there,
 * however late it appeared, and otherwise as `writeAtomically`.
 */
export const writeNew = async <Result>(
  path: string,
  produce: (sink: Sink) => Result | Promise<Result>,
  options: WriteOptions = {},
): Promise<Result> => {
  const files = options.files ?? systemFiles;
  let target: string;
  try {
    assertGoing(options.signal);
    target = resolveTarget(files, path, false);
  } catch (error) {
    throw writeFailure(path, error);
  }
  return writeThrough(path, options.mode, target, produce, options, claim);
};
