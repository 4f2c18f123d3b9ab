import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { systemCode } from '../error.ts';
import { type FilePort, systemFiles } from './port.ts';

/** Every temporary file of ours starts so: it can be recognised, and ignored by version control. */
export const TEMPORARY_PREFIX = '.custody-';

/** Temporary files that exist now, by path, with the port that removes them. One list per thread. */
const live = new Map<string, FilePort>();

/** An unpredictable name beside `path`, so that the rename stays within one file system. */
export const temporaryBeside = (path: string): string =>
  join(dirname(path), `${TEMPORARY_PREFIX}${randomBytes(12).toString('hex')}.tmp`);

/** Notes a temporary file before it is made, so that there is no moment in which it could be forgotten. */
export const noteTemporary = (path: string, files: FilePort): void => {
  live.set(path, files);
};

/** Removes one temporary file; that it is gone already is fine. */
export const removeTemporary = (path: string): void => {
  const files = live.get(path) ?? systemFiles;
  try {
    files.unlink(path);
  } catch (error) {
    // The failure that led here is the one to report; the file stays noted, so that the end of the process tries again.
    if (systemCode(error) !== 'ENOENT') return;
  }
  live.delete(path);
};

/** Removes every live temporary file of this thread, at once. */
export const removeTemporaries = (): void => {
  for (const path of live.keys()) removeTemporary(path);
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Removes live temporary files when the process ends: at `exit`, and on SIGINT, SIGTERM and SIGHUP where nobody else
 * listens (else the other listener decides when to end). Returns the undo. The process still dies of the signal.
 */
export const installCleanup = (): (() => void) => {
  const listeners = SIGNALS.map((signal) => {
    const listener = (): void => {
      if (process.listenerCount(signal) > 1) return;
      removeTemporaries();
      process.off(signal, listener);
      process.kill(process.pid, signal);
    };
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  process.on('exit', removeTemporaries);
  return () => {
    process.off('exit', removeTemporaries);
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
};
