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

const sourceAt = (table: Table): LockedSource => {
  const [vcs, directory, archive] = ['vcs', 'directory', 'archive'].map((key) => asTable(table.get(key)));
  if (vcs !== undefined) {
    const url = textAt(vcs, 'url');
    const commit = textAt(vcs, 'commit-id');
    if (url === undefined) return { kind: 'local', path: textAt(vcs, 'path') ?? '', editable: false };
    const prefixed = `${textAt(vcs, 'type') ?? 'git'}+${withoutCredentials(url, true)}`;
    return commit === undefined ? { kind: 'vcs', url: prefixed } : { kind: 'vcs', url: prefixed, commit };
  }
  if (directory !== undefined)
    return {
      kind: 'local',
      path: textAt(directory, 'path') ?? '',
      editable: directory.get('editable') === true,
    };
  if (archive !== undefined) {
    const url = textAt(archive, 'url');
    return url === undefined
      ? { kind: 'local', path: textAt(archive, 'path') ?? '', editable: false }
      : { kind: 'url', url: withoutCredentials(url) };
  }
  const index = textAt(table, 'index');
  return index === undefined ? { kind: 'index' } : { kind: 'index', url: withoutCredentials(index, true) };
};

const needsAt = (table: Table): readonly LockedNeed[] | undefined => {
  if (!Array.isArray(table.get('dependencies'))) return undefined;
  return asTables(table.get('dependencies')).flatMap((need) => {
    const [name, version] = [textAt(need, 'name'), textAt(need, 'version')];
    return name === undefined ? [] : [version === undefined ? { name } : { name, version }];
  });
};

const readPackage = (table: Table, at: string, problems: LockProblem[]): LockedPackage | undefined => {
  const name = nameAt(table, at, problems);
  if (name === undefined) return undefined;
  const wheels = asTables(table.get('wheels')).map((wheel) => fileAt(wheel, at, problems));
  const files = [
    fileAt(asTable(table.get('sdist')), at, problems),
    fileAt(asTable(table.get('archive')), at, problems),
    ...wheels,
  ];
  const [version, marker, needs] = [textAt(table, 'version'), textAt(table, 'marker'), needsAt(table)];
  if (version === undefined)
    problems.push({ message: `${at}, ${name}: its version is not stated`, incomplete: true });
  return {
    name,
    ...(version === undefined ? {} : { version }),
    source: sourceAt(table),
    files: files.filter((file): file is LockedFile => file !== undefined),
    ...(marker === undefined ? {} : { marker }),
    ...(needs === undefined ? {} : { needs }),
  };
};

/** Reads a pylock.toml (PEP 751; "pylock.toml Specification", lock-version 1.x). What is missing is told, not refused. */
export const readPylock = (root: Table): LockReading => {
  const problems: LockProblem[] = [];
  const version = textAt(root, 'lock-version');
  if (version === undefined || !/^1\.[0-9]+$/.test(version))
    problems.push({
      message: `the lock-version is ${version ?? 'not stated'}; 1.0 is known`,
      // Another major version may say things in ways that are not understood.
      incomplete: true,
    });
  const packages = asTables(root.get('packages')).flatMap(
    (table, index) => readPackage(table, `packages[${index}]`, problems) ?? [],
  );
  return { packages, problems, facts: factsAt(root, ['lock-version', 'created-by', 'requires-python']) };
};
