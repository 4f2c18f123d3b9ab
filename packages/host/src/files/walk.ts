import { join, sep } from 'node:path';
import { HostError } from '../error.ts';
import { readFailure } from './failure.ts';
import { type FilePort, systemFiles } from './port.ts';
import { shown } from './shown.ts';

/** One thing met on a walk. `relative` uses `/` and starts below the root. */
export type WalkEntry =
  | { readonly kind: 'file'; readonly path: string; readonly relative: string; readonly size: number }
  | { readonly kind: 'link' | 'special'; readonly path: string; readonly relative: string }
  | {
      /** A place that could not be looked into, or a limit that was reached: what lies there is unknown, never absent. */
      readonly kind: 'unreadable' | 'limit';
      readonly path: string;
      readonly relative: string;
      readonly reason: string;
    };

export type WalkOptions = {
  readonly maxEntries?: number;
  readonly maxDepth?: number;
  /** True for a directory or file to leave out; asked before it is looked at. */
  readonly skip?: (relative: string, name: string) => boolean;
  readonly files?: FilePort;
};

type State = {
  readonly files: FilePort;
  readonly root: string;
  readonly maxEntries: number;
  readonly maxDepth: number;
  readonly skip: (relative: string, name: string) => boolean;
  seen: number;
};

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A directory may be swapped for a link between being seen and being opened: what it leads to must still lie below the root. */
const assertInside = (state: State, path: string): void => {
  const real = state.files.realpath(path);
  if (real !== state.root && !real.startsWith(state.root.endsWith(sep) ? state.root : state.root + sep))
    throw new HostError('changed', `${shown(path)} was replaced by a link that leads out of the tree`, {
      path,
    });
};

function* visit(state: State, path: string, relative: string, depth: number): Generator<WalkEntry> {
  if (depth > state.maxDepth) {
    const reason = `directories are nested deeper than ${state.maxDepth}; what lies below was not looked at`;
    yield { kind: 'limit', path, relative, reason };
    return;
  }
  const left = state.maxEntries - state.seen;
  const names = state.files.names(path, left);
  assertInside(state, path);
  if (names.length > left) {
    // The system's order is not ours to rely on: where not all fit, none are taken, so that every run sees the same.
    const reason = `more than ${state.maxEntries} files and directories; this one and what follows was not looked at`;
    state.seen = state.maxEntries;
    yield { kind: 'limit', path, relative, reason };
    return;
  }
  for (const name of [...names].sort(byCodeUnit)) {
    const below = relative === '' ? name : `${relative}/${name}`;
    if (!state.skip(below, name)) yield* look(state, join(path, name), below, depth);
  }
}

function* look(state: State, path: string, relative: string, depth: number): Generator<WalkEntry> {
  if (state.seen >= state.maxEntries) {
    const reason = `more than ${state.maxEntries} files and directories; this one was not looked at`;
    yield { kind: 'limit', path, relative, reason };
    return;
  }
  state.seen += 1;
  try {
    const stat = state.files.lstat(path);
    if (stat.isFile()) yield { kind: 'file', path, relative, size: Number(stat.size) };
    else if (stat.isSymbolicLink()) yield { kind: 'link', path, relative };
    else if (!stat.isDirectory()) yield { kind: 'special', path, relative };
    else yield* visit(state, path, relative, depth + 1);
  } catch (error) {
    yield { kind: 'unreadable', path, relative, reason: readFailure(path, error).message };
  }
}

/**
 * Everything below a directory, depth first, names in code-unit order whatever the file system's order is. Links are
 * reported, never followed; places that cannot be read and limits that are reached are values, not exceptions.
 * Throws HostError only where `directory` itself is missing, not a directory, or cannot be listed.
 */
export function* walk(directory: string, options: WalkOptions = {}): Generator<WalkEntry> {
  const files = options.files ?? systemFiles;
  try {
    const root = files.realpath(directory);
    if (!files.stat(root).isDirectory())
      throw new HostError('not-a-directory', `cannot walk ${shown(directory)}: it is not a directory`, {
        path: directory,
      });
    const skip = options.skip ?? (() => false);
    const { maxEntries = 1_000_000, maxDepth = 128 } = options;
    yield* visit({ files, root, maxEntries, maxDepth, skip, seen: 0 }, directory, '', 0);
  } catch (error) {
    throw readFailure(directory, error);
  }
}
