import { withoutCredentials } from '../redact.ts';
import { asPlain, plainAt, plainText, plainTexts, type Table } from '../toml.ts';
import type { LockedNeed, LockedPackage, LockedSource, LockProblem, LockReading } from '../types.ts';
import {
  type EntryPlace,
  factsAt,
  fileAt,
  filesIn,
  type Making,
  nameOr,
  readPlainEntries,
  type ReadPlainEntry,
  versionOr,
} from './table.ts';

const NOTHING = {};
const NONE: readonly never[] = [];

/** `{ registry = … }`, `{ git = "url?rev=…#commit" }`, `{ url = … }`, `{ path | directory | editable | virtual = … }`. */
const sourceAt = (source: object = NOTHING): LockedSource => {
  const registry = plainText(source, 'registry');
  if (registry !== undefined)
    // A registry may be a directory, which is nobody's business.
    return /^https?:/i.test(registry)
      ? { kind: 'index', url: withoutCredentials(registry, true) }
      : { kind: 'index' };
  const git = plainText(source, 'git');
  if (git !== undefined) {
    const commit = git.slice(git.lastIndexOf('#') + 1);
    const url = `git+${withoutCredentials(git, true)}`;
    return /^[0-9a-f]{7,64}$/.test(commit) ? { kind: 'vcs', url, commit } : { kind: 'vcs', url };
  }
  const url = plainText(source, 'url');
  if (url !== undefined) return { kind: 'url', url: withoutCredentials(url) };
  for (const key of ['editable', 'virtual', 'directory', 'path']) {
    const path = plainText(source, key);
    if (path !== undefined) return { kind: 'local', path, editable: key === 'editable' };
  }
  return { kind: 'index' };
};

/** A member of the workspace: what the others are needed by. */
const isRoot = (source: object = NOTHING): boolean =>
  Object.hasOwn(source, 'virtual') || plainAt(source, 'editable') === '.';

const pushNeeds = (list: unknown, needs: LockedNeed[], under?: LockedNeed['under']): void => {
  if (!Array.isArray(list)) return;
  for (const item of list as readonly unknown[]) {
    const need = asPlain(item);
    const name = need === undefined ? undefined : plainText(need, 'name');
    if (need === undefined || name === undefined) continue;
    const made: Making<LockedNeed> = { name };
    const version = plainText(need, 'version');
    const extras = plainTexts(need, 'extra');
    if (version !== undefined) made.version = version;
    if (extras.length > 0) made.extras = extras;
    if (under !== undefined) made.under = under;
    needs.push(made);
  }
};

/** What it needs always, for its extras and for development: each is in the lock. */
const needsAt = (table: object): readonly LockedNeed[] => {
  const needs: LockedNeed[] = [];
  pushNeeds(plainAt(table, 'dependencies'), needs);
  for (const [key, kind] of UNDER)
    for (const [name, list] of Object.entries(asPlain(plainAt(table, key)) ?? NOTHING))
      pushNeeds(list, needs, { kind, name });
  return needs;
};

const UNDER = [
  ['optional-dependencies', 'extra'],
  ['dev-dependencies', 'group'],
] as const;

/** The hash that uv writes: of these nothing can be wrong. */
const SHA256 = /^sha256:[0-9a-f]{64}$/;

const isPlainFile = (value: unknown): boolean => {
  const table = asPlain(value);
  return (
    table !== undefined && !Object.hasOwn(table, 'hashes') && SHA256.test(plainText(table, 'hash') ?? '')
  );
};

const filesOf = (sdist: unknown, wheels: unknown, at: EntryPlace, problems: LockProblem[]) => {
  const file = fileAt(sdist, at, problems);
  const others = filesIn(wheels, at, problems);
  return file === undefined ? others : [file, ...others];
};

/** Whether there is nothing to say of the files of a package. */
const arePlain = (sdist: unknown, wheels: unknown): boolean =>
  (sdist === undefined || isPlainFile(sdist)) &&
  (wheels === undefined || (Array.isArray(wheels) && wheels.every(isPlainFile)));

const readPackage =
  (problems: LockProblem[], listed: boolean): ReadPlainEntry =>
  (table, at) => {
    const name = nameOr(plainText(table, 'name'), at, problems);
    if (name === undefined) return undefined;
    const place = asPlain(plainAt(table, 'source'));
    const source = sourceAt(place);
    const made: Making<LockedPackage> = { name, source, files: NONE, needs: needsAt(table) };
    const [sdist, wheels] = [plainAt(table, 'sdist'), plainAt(table, 'wheels')];
    if (listed || !arePlain(sdist, wheels)) made.files = filesOf(sdist, wheels, at, problems);
    const said = plainText(table, 'version');
    const version = versionOr(said, at, name, problems, source.kind !== 'local');
    const markers = plainTexts(table, 'resolution-markers');
    if (version !== undefined) made.version = version;
    if (markers.length > 0) made.marker = markers.map((marker) => `(${marker})`).join(' or ');
    if (isRoot(place)) made.root = true;
    return made;
  };

/**
 * Reads a uv.lock of version 1 (uv's own format; `[[distribution]]` as its first releases wrote).
 * @param listed whether the files of packages are asked for; what is wrong with them is told all the same.
 */
export const readUvLock = (root: Table, listed: boolean): LockReading => {
  const problems: LockProblem[] = [];
  const version = root.get('version');
  if (version !== 1)
    problems.push({
      message: `the lock's version is ${typeof version === 'number' || typeof version === 'string' ? String(version).slice(0, 20) : 'not stated'}; 1 is known`,
      incomplete: true,
    });
  const key = root.has('package') ? 'package' : 'distribution';
  const read = readPlainEntries(root.get(key), key, problems, readPackage(problems, listed));
  return { ...read, problems, facts: factsAt(root, ['version', 'revision', 'requires-python']) };
};
