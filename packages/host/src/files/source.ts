import { constants } from 'node:fs';
import { HostError } from '../error.ts';
import { readFailure } from './failure.ts';
import { assertSameIdentity, type FileIdentity, identityOf } from './identity.ts';
import { type FilePort, type FileStat, systemFiles } from './port.ts';
import { shown } from './shown.ts';

/** An open regular file for random access: what archive calls a ByteSource, and where it came from. */
export type FileSource = {
  readonly path: string;
  /** Bytes, as of opening. */
  readonly size: number;
  readonly identity: FileIdentity;
  /**
   * Exactly `length` bytes from `position`. The result is a view of a buffer that the next `read` may overwrite:
   * copy what must live longer. Throws HostError `out-of-range`, `truncated` or `unreadable`.
   */
  readonly read: (position: number, length: number) => Uint8Array;
  /** Throws HostError `changed` or `truncated` where the file, or the file behind its path, is no longer the one that was opened. */
  readonly assertUnchanged: () => void;
  readonly close: () => void;
};

export type OpenOptions = {
  /** False for paths that came out of a walk: there a link is not followed. */
  readonly followLinks?: boolean;
  readonly files?: FilePort;
};

/** Buffers up to this size are kept between reads; larger reads get one of their own, so that memory stays bounded. */
const KEPT = 1 << 20;

// Absent on some platforms (Windows), where they are not needed.
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

const assertRegular = (path: string, stat: FileStat): void => {
  if (stat.isFile()) return;
  const kind = stat.isDirectory()
    ? 'a directory'
    : stat.isFIFO()
      ? 'a named pipe'
      : stat.isSymbolicLink()
        ? 'a symbolic link'
        : 'a device or socket';
  throw new HostError(
    'not-a-file',
    `cannot read ${shown(path)}: it is ${kind}, a regular file is needed here`,
    {
      path,
    },
  );
};

const openRegular = (path: string, files: FilePort, followLinks: boolean): [number, FileStat] => {
  try {
    // Asked before opening, because opening a device can have effects of its own; and again after, because a name can be moved.
    assertRegular(path, followLinks ? files.stat(path) : files.lstat(path));
    // O_NONBLOCK: a pipe put in the file's place must not make us wait for a writer.
    const descriptor = files.open(path, OPEN_FLAGS | (followLinks ? 0 : (constants.O_NOFOLLOW ?? 0)), 0);
    try {
      const stat = files.fstat(descriptor);
      assertRegular(path, stat);
      return [descriptor, stat];
    } catch (error) {
      files.close(descriptor);
      throw error;
    }
  } catch (error) {
    throw readFailure(path, error);
  }
};

const readInto = (
  files: FilePort,
  descriptor: number,
  path: string,
  into: Uint8Array,
  position: number,
): void => {
  let done = 0;
  while (done < into.length) {
    const got = files.read(descriptor, into, done, into.length - done, position + done);
    if (got === 0)
      throw new HostError(
        'truncated',
        `${shown(path)} ends at byte ${position + done}, earlier than when it was opened; run again when nothing else writes to it`,
        { path },
      );
    done += got;
  }
};

/**
 * Opens a regular file for random access. Symbolic links are followed unless `followLinks` is false; directories,
 * pipes, devices and sockets are refused without being opened. Throws HostError `not-found`, `not-a-file`, `denied`
 * or `unreadable`. The caller closes it.
 */
export const openSource = (path: string, options: OpenOptions = {}): FileSource => {
  const files = options.files ?? systemFiles;
  const followLinks = options.followLinks ?? true;
  const [descriptor, stat] = openRegular(path, files, followLinks);
  const identity = identityOf(stat);
  const size = Number(stat.size);
  let kept = new Uint8Array(0);
  let open = true;

  const assertOpen = (): void => {
    if (!open) throw new HostError('unreadable', `${shown(path)} was closed before this read`, { path });
  };
  const room = (length: number): Uint8Array => {
    if (length > KEPT) return new Uint8Array(length);
    if (kept.length < length) kept = new Uint8Array(Math.min(KEPT, Math.max(length, 65_536)));
    return kept.subarray(0, length);
  };

  return {
    path,
    size,
    identity,
    read: (position, length) => {
      assertOpen();
      if (
        !Number.isSafeInteger(position) ||
        !Number.isSafeInteger(length) ||
        position < 0 ||
        length < 0 ||
        position + length > size
      )
        throw new HostError(
          'out-of-range',
          `${length} bytes at ${position} lie outside ${shown(path)}, which has ${size} bytes`,
          { path },
        );
      const into = room(length);
      try {
        readInto(files, descriptor, path, into, position);
      } catch (error) {
        throw readFailure(path, error);
      }
      return into;
    },
    assertUnchanged: () => {
      assertOpen();
      try {
        // Asked by name: while the descriptor is open its inode cannot be given to another file, so the same inode and
        // state behind the name mean the same for what was read.
        assertSameIdentity(path, identity, identityOf(followLinks ? files.stat(path) : files.lstat(path)));
      } catch (error) {
        if (error instanceof HostError) throw error;
        throw new HostError('changed', `${shown(path)} was removed while it was read; run again`, {
          path,
          cause: error,
        });
      }
    },
    close: () => {
      if (!open) return;
      open = false;
      files.close(descriptor);
    },
  };
};
