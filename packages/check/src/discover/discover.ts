import { basename, join } from 'node:path';
import { type FilePort, lookAt, systemFiles, walk } from '@custody/host';
import { type ArtifactKind, KINDS, PASSED_OVER } from './kinds.ts';

/** One thing to examine. `path` is as the person named it, or below what they named. */
export type Discovered =
  | { readonly kind: ArtifactKind; readonly path: string; readonly size: number }
  | { readonly kind: 'source-tree'; readonly path: string; readonly size: number }
  /** A directory where an artifact should be. */
  | { readonly kind: 'misplaced-directory'; readonly path: string; readonly size: 0 }
  /** Something that lies where artifacts were looked for and could not be looked at. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly size: 0; readonly reason: string };

export type Discovery = {
  readonly subjects: readonly Discovered[];
  /** Folders that were not looked into, relative to the named path. */
  readonly passedOver: readonly string[];
  /** Named files of no known kind. */
  readonly unrecognised: readonly string[];
};

const inDirectory = (directory: string, files: FilePort): Discovery => {
  const subjects: Discovered[] = [];
  const passedOver: string[] = [];
  const skip = (relative: string, name: string): boolean => {
    const path = join(directory, relative);
    if (PASSED_OVER.has(name)) {
      passedOver.push(path);
      return true;
    }
    // Asked before it is entered: what is named like an artifact is judged as one, not walked.
    if (KINDS.some((row) => row.met(name)) && files.lstat(path).isDirectory()) {
      subjects.push({ kind: 'misplaced-directory', path, size: 0 });
      return true;
    }
    return false;
  };
  for (const entry of walk(directory, { skip, files })) {
    if (entry.kind === 'unreadable' || entry.kind === 'limit')
      subjects.push({ kind: 'unreadable', path: entry.path, size: 0, reason: entry.reason });
    if (entry.kind !== 'file') continue;
    const row = KINDS.find(({ met }) => met(basename(entry.path)));
    if (row !== undefined) subjects.push({ kind: row.kind, path: entry.path, size: entry.size });
    else if (entry.relative === 'pyproject.toml')
      subjects.push({ kind: 'source-tree', path: directory, size: entry.size });
  }
  return { subjects, passedOver, unrecognised: [] };
};

const named = (path: string, files: FilePort): Discovery => {
  const { kind, size } = lookAt(path, files);
  const row = KINDS.find((candidate) => candidate.named(basename(path)));
  if (kind === 'directory') {
    if (row !== undefined && row.met(basename(path)))
      return { subjects: [{ kind: 'misplaced-directory', path, size: 0 }], passedOver: [], unrecognised: [] };
    return inDirectory(path, files);
  }
  if (row === undefined) return { subjects: [], passedOver: [], unrecognised: [path] };
  return { subjects: [{ kind: row.kind, path, size }], passedOver: [], unrecognised: [] };
};

/**
 * Finds what there is to examine at each path: the file itself, or everything of a known kind below a folder, in a fixed
 * order and each once. Symbolic links inside a folder are not followed. Throws HostError `not-found` or `denied` for a named path.
 */
export const discover = (paths: readonly string[], files: FilePort = systemFiles): Discovery => {
  const found = paths.map((path) => named(path, files));
  const seen = new Set<string>();
  return {
    subjects: found
      .flatMap(({ subjects }) => subjects)
      .filter(({ kind, path }) => {
        const key = `${kind === 'source-tree' ? 'tree' : 'file'}:${join(path)}`;
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      }),
    passedOver: [...new Set(found.flatMap(({ passedOver }) => passedOver))],
    unrecognised: [...new Set(found.flatMap(({ unrecognised }) => unrecognised))],
  };
};
