import { readFailure } from './failure.ts';
import { type FilePort, systemFiles } from './port.ts';

/** What stands at a path, links followed: as much as is needed to decide what to do with it. */
export type Looked = { readonly kind: 'file' | 'directory' | 'other'; readonly size: number };

/** Looks at a path that a person named. Throws HostError `not-found`, `denied` or `unreadable`. */
export const lookAt = (path: string, files: FilePort = systemFiles): Looked => {
  try {
    const stat = files.stat(path);
    if (stat.isDirectory()) return { kind: 'directory', size: 0 };
    return { kind: stat.isFile() ? 'file' : 'other', size: Number(stat.size) };
  } catch (error) {
    throw readFailure(path, error);
  }
};
