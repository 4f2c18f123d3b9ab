import { join, sep } from 'node:path';
import { type FilePort, HostError, readWhole, systemFiles } from '@custody/host';

/** Reading below one directory and nowhere else. */
export type Place = {
  readonly files: FilePort;
  /** The path of what lies there under this name; undefined where it would lead out of the directory. */
  readonly resolve: (relative: string) => string | undefined;
  /** The content of a file of at most `maxBytes`; undefined where there is none, the reason in `told`. */
  readonly read: (
    relative: string,
    maxBytes: number,
    told?: (reason: string) => void,
  ) => Uint8Array | undefined;
  /** Names in a directory, sorted; none where there is no such directory. */
  readonly names: (relative: string) => readonly string[];
};

const MOST_NAMES = 200_000;

/** Opens a directory for reading below it: `..`, absolute names and links that lead out are never followed. */
export const openPlace = (directory: string, files: FilePort = systemFiles): Place => {
  const root = files.realpath(directory);
  const inside = new Map<string, boolean>();
  const isInside = (parent: string): boolean => {
    const known = inside.get(parent);
    if (known !== undefined) return known;
    let answer = false;
    try {
      const real = files.realpath(parent === '' ? root : join(root, parent));
      answer = real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
    } catch {
      // What is not there is not inside.
    }
    inside.set(parent, answer);
    return answer;
  };
  const resolve: Place['resolve'] = (relative) => {
    const segments = relative.split('/');
    if (
      /[\\:\0]/.test(relative) ||
      segments.some((segment) => segment === '' || segment === '..' || segment === '.')
    )
      return undefined;
    return isInside(segments.slice(0, -1).join('/')) ? join(root, ...segments) : undefined;
  };
  return {
    files,
    resolve,
    read: (relative, maxBytes, told) => {
      const path = resolve(relative);
      if (path === undefined) return undefined;
      try {
        return readWhole(path, maxBytes, { followLinks: false, files });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        if (error.code !== 'not-found') told?.(error.code);
        return undefined;
      }
    },
    names: (relative) => {
      const path = relative === '' ? root : resolve(relative);
      if (path === undefined) return [];
      try {
        return files.lstat(path).isDirectory() ? [...files.names(path, MOST_NAMES)].sort() : [];
      } catch {
        return [];
      }
    },
  };
};
