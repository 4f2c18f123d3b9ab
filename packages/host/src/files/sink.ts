import { constants } from 'node:fs';
import { HostError } from '../error.ts';
import { readFailure } from './failure.ts';
import type { FilePort } from './port.ts';
import { shown } from './shown.ts';

/** Bytes that can be copied from: a FileSource, or anything shaped like it. */
export type Readable = {
  readonly size: number;
  readonly read: (position: number, length: number) => Uint8Array;
};

/** Where a new file's bytes go, in order. */
export type Sink = {
  /** Bytes taken so far: the position of the next one. */
  readonly position: () => number;
  /** Takes a copy of `bytes`; they may be reused at once. */
  readonly write: (bytes: Uint8Array) => void;
  /** Copies `length` bytes of `source` from `offset`, a quarter of a mebibyte at a time. */
  readonly copyRange: (source: Readable, offset: number, length: number) => void;
  /**
   * Takes the first `length` bytes of the file at `path`, copied by the kernel (a reflink where the file system can).
   * Only as the first thing written. The caller has the source assert that it is unchanged before the file is put in place.
   */
  readonly copyFileThenTruncate: (path: string, length: number) => void;
};

const CHUNK = 1 << 18;
const BUFFER = 1 << 18;

/** A sink over an open descriptor. Small writes are gathered; `flush` must be called at the end. */
export const sinkOver = (
  files: FilePort,
  descriptor: number,
  temporary: string,
  signal: AbortSignal | undefined,
): { readonly sink: Sink; readonly flush: () => void } => {
  const buffer = new Uint8Array(BUFFER);
  let buffered = 0;
  let written = 0;

  const put = (bytes: Uint8Array): void => {
    let done = 0;
    while (done < bytes.length) {
      const took = files.write(descriptor, bytes, done, bytes.length - done, written);
      if (took === 0)
        throw new HostError('unwritable', `${shown(temporary)} takes no more bytes; check the disk`, {
          path: temporary,
        });
      done += took;
      written += took;
    }
  };
  const flush = (): void => {
    const held = buffered;
    buffered = 0;
    put(buffer.subarray(0, held));
  };
  const write = (bytes: Uint8Array): void => {
    assertGoing(signal);
    if (buffered + bytes.length > BUFFER) flush();
    if (bytes.length >= BUFFER) {
      put(bytes);
      return;
    }
    buffer.set(bytes, buffered);
    buffered += bytes.length;
  };

  const sink: Sink = {
    position: () => written + buffered,
    write,
    copyRange: (source, offset, length) => {
      for (let done = 0; done < length; done += CHUNK)
        write(source.read(offset + done, Math.min(CHUNK, length - done)));
    },
    copyFileThenTruncate: (path, length) => {
      assertGoing(signal);
      if (written + buffered > 0) throw new Error('copyFileThenTruncate must be the first thing written');
      files.copyFile(path, temporary, constants.COPYFILE_FICLONE);
      const ours = files.fstat(descriptor);
      const named = files.lstat(temporary);
      // The copy went by name: make sure that name is still our own file.
      if (ours.ino !== named.ino || ours.dev !== named.dev)
        throw new HostError(
          'changed',
          `${shown(temporary)} was replaced while it was written; look at who writes there`,
          {
            path: temporary,
          },
        );
      if (ours.size < BigInt(length))
        throw readFailure(
          path,
          new HostError(
            'truncated',
            `${shown(path)} has ${ours.size} bytes where ${length} were to be copied`,
            {
              path,
            },
          ),
        );
      files.ftruncate(descriptor, length);
      written = length;
    },
  };
  return { sink, flush };
};

/** Throws HostError `aborted` once `signal` is. */
export const assertGoing = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted === true)
    throw new HostError('aborted', 'stopped before the file was complete; nothing was changed', {
      cause: signal.reason,
    });
};
