import { withoutCredentials } from '../redact.ts';
import { asTable, asTables, type Table, textAt, textsAt } from '../toml.ts';
import type { LockedNeed, LockedSource, LockProblem, LockReading } from '../types.ts';
import { factsAt, fileAt, filesIn, nameAt, type ReadEntry, readEntries, versionAt } from './table.ts';

/** `{ registry = … }`, `{ git = "url?rev=…#commit" }`, `{ url = … }`, `{ path | directory | editable | virtual = … }`. */
const sourceAt = (source: Table | undefined): LockedSource => {
  const registry = textAt(source, 'registry');
  if (registry !== undefined)
    // A registry may be a directory, which is nobody's business.
    return /^https?:/i.test(registry)
      ? { kind: 'index', url: withoutCredentials(registry, true) }
      : { kind: 'index' };
  const git = textAt(source, 'git');
  if (git !== undefined) {
    const commit = git.slice(git.lastIndexOf('#') + 1);
    const url = `git+${withoutCredentials(git, true)}`;
    return /^[0-9a-f]{7,64}$/.test(commit) ? { kind: 'vcs', url, commit } : { kind: 'vcs', url };
  }
  const url = textAt(source, 'url');
  if (url !== undefined) return { kind: 'url', url: withoutCredentials(url) };
  for (const key of ['editable', 'virtual', 'directory', 'path']) {
    const path = textAt(source, key);
    if (path !== undefined) return { kind: 'local', path, editable: key === 'editable' };
  }
  return { kind: 'index' };
};

/** A member of the workspace: what the others are needed by. */
const isRoot = (source: Table | undefined): boolean =>
  source?.has('virtual') === true || source?.get('editable') === '.';

const needsIn = (list: unknown, under?: LockedNeed['under']): readonly LockedNeed[] =>
  asTables(list).flatMap((need) => {
    const [name, version, extras] = [textAt(need, 'name'), textAt(need, 'version'), textsAt(need, 'extra')];
    if (name === undefined) return [];
    return [
      {
        name,
        ...(version === undefined ? {} : { version }),
        ...(extras.length === 0 ? {} : { extras }),
        ...(under === undefined ? {} : { under }),
      },
    ];
  });

const needsUnder = (table: Table, key: string, kind: 'extra' | 'group'): readonly LockedNeed[] =>
  [...(asTable(table.get(key)) ?? [])].flatMap(([name, list]) => needsIn(list, { kind, name }));

/** What it needs always, for its extras and for development: each is in the lock. */
const needsAt = (table: Table): readonly LockedNeed[] => [
  ...needsIn(table.get('dependencies')),
  ...needsUnder(table, 'optional-dependencies', 'extra'),
  ...needsUnder(table, 'dev-dependencies', 'group'),
];

const readPackage =
  (problems: LockProblem[]): ReadEntry =>
  (table, at) => {
    const name = nameAt(table, at, problems);
    if (name === undefined) return undefined;
    const sdist = fileAt(table.get('sdist'), at, problems);
    const wheels = filesIn(table.get('wheels'), at, problems);
    const place = asTable(table.get('source'));
    const source = sourceAt(place);
    const version = versionAt(table, at, name, problems, source.kind !== 'local');
    const markers = textsAt(table, 'resolution-markers');
    return {
      name,
      ...(version === undefined ? {} : { version }),
      source,
      files: sdist === undefined ? wheels : [sdist, ...wheels],
      ...(markers.length === 0 ? {} : { marker: markers.map((marker) => `(${marker})`).join(' or ') }),
      needs: needsAt(table),
      ...(isRoot(place) ? { root: true as const } : {}),
    };
  };

/** Reads a uv.lock of version 1 (uv's own format; `[[distribution]]` as its first releases wrote). */
export const readUvLock = (root: Table): LockReading => {
  const problems: LockProblem[] = [];
  const version = root.get('version');
  if (version !== 1)
    problems.push({
      message: `the lock's version is ${typeof version === 'number' || typeof version === 'string' ? String(version).slice(0, 20) : 'not stated'}; 1 is known`,
      incomplete: true,
    });
  const key = root.has('package') ? 'package' : 'distribution';
  const read = readEntries(root.get(key), key, problems, readPackage(problems));
  return { ...read, problems, facts: factsAt(root, ['version', 'revision', 'requires-python']) };
};
