import { basename, dirname, join } from 'node:path';
import { type FilePort, lookAt, systemFiles, walk } from '@custody/host';
import { isVirtual, sitePackagesOf } from './environment.ts';
import { type ArtifactKind, isBuildFile, isProjectLock, KINDS, PASSED_OVER } from './kinds.ts';

/** One thing to examine. `path` is as the person named it, or below what they named. */
export type Discovered =
  | { readonly kind: ArtifactKind; readonly path: string; readonly size: number }
  /** `lock`: the lock that speaks for what its pyproject.toml asks for. */
  | { readonly kind: 'source-tree'; readonly path: string; readonly size: number; readonly lock?: string }
  /** A `site-packages` directory. */
  | { readonly kind: 'environment'; readonly path: string; readonly size: 0 }
  /** The root of a checked out repository whose builds can be judged. */
  | { readonly kind: 'repository'; readonly path: string; readonly size: 0 }
  /** A directory where an artifact should be. */
  | { readonly kind: 'misplaced-directory'; readonly path: string; readonly size: 0 }
  /** Something that lies where artifacts were looked for and could not be looked at. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly size: 0; readonly reason: string };

/** What advisories can say something of: everything but how a repository is built. */
export type Auditable = Exclude<Discovered, { readonly kind: 'repository' }>;

export type Discovery = {
  readonly subjects: readonly Discovered[];
  /** Folders that were not looked into, relative to the named path. */
  readonly passedOver: readonly string[];
  /** Named files of no known kind. */
  readonly unrecognised: readonly string[];
  /** What a pyproject.toml asks for where a lock speaks for it: the lock is what is audited. */
  readonly locked: readonly { readonly path: string; readonly lock: string }[];
  /** Policies that lie inside what is looked at. */
  readonly policies: readonly string[];
};

const NOTHING: Discovery = { subjects: [], passedOver: [], unrecognised: [], locked: [], policies: [] };

/** The nearest lock beside a pyproject.toml or above it, within what was walked. */
const lockFor = (directory: string, locks: ReadonlyMap<string, string>): string | undefined => {
  for (let at = directory; ; at = dirname(at)) {
    const lock = locks.get(at);
    // A lock of a workspace speaks for its members; other locks for their own directory alone.
    if (lock !== undefined && (at === directory || basename(lock) === 'uv.lock')) return lock;
    if (at === dirname(at)) return undefined;
  }
};

const inDirectory = (directory: string, files: FilePort): Discovery => {
  const subjects: Discovered[] = [];
  const passedOver: string[] = [];
  const policies: string[] = [];
  const locks = new Map<string, string>();
  const projects: { readonly path: string; readonly size: number; readonly relative: string }[] = [];
  const locked: { readonly path: string; readonly lock: string }[] = [];
  let builds = false;
  const skip = (relative: string, name: string): boolean => {
    const path = join(directory, relative);
    if (PASSED_OVER.has(name) || (/^\.?v?env/i.test(name) && isVirtual(path, files))) {
      passedOver.push(path);
      return true;
    }
    // Asked before it is entered: what is named like an artifact is judged as one, not walked.
    if (KINDS.some((row) => row.met(name, '')) && files.lstat(path).isDirectory()) {
      subjects.push({ kind: 'misplaced-directory', path, size: 0 });
      return true;
    }
    return false;
  };
  for (const entry of walk(directory, { skip, files })) {
    if (entry.kind === 'unreadable' || entry.kind === 'limit')
      subjects.push({ kind: 'unreadable', path: entry.path, size: 0, reason: entry.reason });
    if (entry.kind !== 'file') continue;
    const { path, size } = entry;
    const name = basename(path);
    builds ||= isBuildFile(entry.relative);
    const row = KINDS.find(({ met }) => met(name, basename(dirname(path))));
    if (row !== undefined) subjects.push({ kind: row.kind, path, size });
    else if (name === 'pyproject.toml') projects.push({ path, size, relative: entry.relative });
    if (name === 'custody.toml') policies.push(path);
    if (isProjectLock(name)) locks.set(dirname(path), path);
  }
  for (const { path, size, relative } of projects) {
    const lock = lockFor(dirname(path), locks);
    if (lock !== undefined) locked.push({ path, lock });
    if (relative === 'pyproject.toml')
      subjects.push({ kind: 'source-tree', path: directory, size, ...(lock === undefined ? {} : { lock }) });
    else if (lock === undefined) subjects.push({ kind: 'dependencies', path, size });
  }
  if (builds) subjects.push({ kind: 'repository', path: directory, size: 0 });
  return { subjects, passedOver, unrecognised: [], locked, policies };
};

const named = (path: string, files: FilePort): Discovery => {
  const { kind, size } = lookAt(path, files);
  const row = KINDS.find((candidate) => candidate.named(basename(path)));
  if (kind === 'directory') {
    if (row !== undefined && row.met(basename(path), ''))
      return { ...NOTHING, subjects: [{ kind: 'misplaced-directory', path, size: 0 }] };
    const environments = sitePackagesOf(path, files);
    if (environments.length === 0) return inDirectory(path, files);
    const subjects = environments.map((one) => ({ kind: 'environment', path: one, size: 0 }) as const);
    return { ...NOTHING, subjects };
  }
  if (row === undefined) return { ...NOTHING, unrecognised: [path] };
  return { ...NOTHING, subjects: [{ kind: row.kind, path, size }] };
};

/**
 * Finds what there is to examine at each path: the file itself, an environment, or everything of a known kind below a folder, in a fixed
 * order and each once. Symbolic links inside a folder are not followed. Throws HostError `not-found` or `denied` for a named path.
 */
export const discover = (paths: readonly string[], files: FilePort = systemFiles): Discovery => {
  const found = paths.map((path) => named(path, files));
  const seen = new Set<string>();
  return {
    subjects: found
      .flatMap(({ subjects }) => subjects)
      .filter(({ kind, path }) => {
        const key = `${kind === 'source-tree' || kind === 'repository' ? kind : 'file'}:${join(path)}`;
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      }),
    passedOver: [...new Set(found.flatMap(({ passedOver }) => passedOver))],
    unrecognised: [...new Set(found.flatMap(({ unrecognised }) => unrecognised))],
    locked: found.flatMap(({ locked }) => locked),
    policies: [...new Set(found.flatMap(({ policies }) => policies))],
  };
};
