import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the beginning of a file of the tree; no link is followed, and nothing that is no file is waited for. */
export const beginnings =
  (root: string) =>
  (path: string, length: number): Uint8Array | undefined => {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(
        join(root, path),
        constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
      );
      const into = new Uint8Array(length);
      let at = 0;
      for (let read = -1; read !== 0 && at < length; at += read)
        read = readSync(descriptor, into, at, length - at, at);
      return into.subarray(0, at);
    } catch {
      return undefined;
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  };
