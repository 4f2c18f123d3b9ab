import { withoutCredentials } from '../redact.ts';
import { asTable, asTables, type Table, textAt } from '../toml.ts';
import type {
  LockedFile,
  LockedNeed,
  LockedPackage,
  LockedSource,
  LockProblem,
  LockReading,
} from '../types.ts';
import { factsAt, fileAt, nameAt } from './table.ts';

/** `{ registry = … }`, `{ git = "url?rev=…#commit" }`, `{ url = … }`, `{ path | directory | editable | virtual = … }`. */
const sourceAt = (table: Table): LockedSource => {
  const source = asTable(table.get('source'));
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

const needsIn = (list: unknown): readonly LockedNeed[] =>
  asTables(list).flatMap((need) => {
    const [name, version] = [textAt(need, 'name'), textAt(need, 'version')];
    return name === undefined ? [] : [version === undefined ? { name } : { name, version }];
  });

/** What it needs always, for its extras and for development: each is in the lock. */
const needsAt = (table: Table): readonly LockedNeed[] => {
  const groups = ['optional-dependencies', 'dev-dependencies'].flatMap((key) => [
    ...(asTable(table.get(key))?.values() ?? []),
  ]);
  return [table.get('dependencies'), ...groups].flatMap(needsIn);
};

const readPackage = (table: Table, at: string, problems: LockProblem[]): LockedPackage | undefined => {
  const name = nameAt(table, at, problems);
  if (name === undefined) return undefined;
  const wheels = asTables(table.get('wheels')).map((wheel) => fileAt(wheel, at, problems));
  const files = [fileAt(asTable(table.get('sdist')), at, problems), ...wheels];
  const source = sourceAt(table);
  const version = textAt(table, 'version');
  if (version === undefined)
    problems.push({
      message: `${at}, ${name}: its version is not stated`,
      incomplete: source.kind !== 'local',
    });
  const markers = Array.isArray(table.get('resolution-markers'))
    ? (table.get('resolution-markers') as readonly unknown[]).filter((item) => typeof item === 'string')
    : [];
  return {
    name,
    ...(version === undefined ? {} : { version }),
    source,
    files: files.filter((file): file is LockedFile => file !== undefined),
    ...(markers.length === 0 ? {} : { marker: markers.map((marker) => `(${marker})`).join(' or ') }),
    needs: needsAt(table),
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
  const packages = asTables(root.get('package') ?? root.get('distribution')).flatMap(
    (table, index) => readPackage(table, `package[${index}]`, problems) ?? [],
  );
  return { packages, problems, facts: factsAt(root, ['version', 'revision', 'requires-python']) };
};
