import { parseMarker } from '../../marker/parse.ts';
import type { Marker } from '../../marker/types.ts';
import { withoutCredentials } from '../redact.ts';
import { asTable, asTables, type Table, textAt } from '../toml.ts';
import type { LockedFile, LockedNeed, LockedSource, LockProblem, LockReading } from '../types.ts';
import {
  type EntryPlace,
  factsAt,
  fileAt,
  filesIn,
  nameAt,
  type ReadEntry,
  readEntries,
  versionAt,
} from './table.ts';

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

/** PEP 751, `packages.attestation-identities`: each table has a `kind`, what else is in it depends on that. */
const identitiesAt = (table: Table): readonly Table[] =>
  asTables(table.get('attestation-identities')).filter((item) => textAt(item, 'kind') !== undefined);

/** Names that a marker looks for in a set, `'dev' in dependency_groups`: what brings the package. */
const namesIn = (marker: string | undefined, field: 'extras' | 'dependency_groups'): readonly string[] => {
  const read = marker === undefined ? undefined : parseMarker(marker);
  if (read === undefined || read.kind === 'invalid') return [];
  const found = new Set<string>();
  const visit = (at: Marker): void => {
    if (at.kind !== 'compare') at.items.forEach(visit);
    else if (
      at.right.kind === 'field' &&
      at.right.field === field &&
      at.left.kind === 'text' &&
      at.operator === 'in'
    )
      found.add(at.left.text);
  };
  visit(read);
  return [...found].sort();
};

/** PEP 751: `vcs`, `directory` and `archive` exclude each other and files of an index. */
const checkSources = (table: Table, { label, entry }: EntryPlace, problems: LockProblem[]): void => {
  const sources = ['vcs', 'directory', 'archive'].filter((key) => table.has(key));
  const files = ['sdist', 'wheels'].filter((key) => table.has(key));
  const given = [...sources, ...(files.length > 0 ? [files.join(' and ')] : [])];
  if (given.length === 1 && (sources.length === 1 || files.length > 0)) return;
  const message =
    given.length === 0
      ? 'names no source and no file'
      : `names ${given.join(' and ')}, which exclude each other`;
  problems.push({ message: `${label} ${message}`, incomplete: false, entry });
};

const readPackage =
  (problems: LockProblem[]): ReadEntry =>
  (table, at) => {
    const name = nameAt(table, at, problems);
    if (name === undefined) return undefined;
    checkSources(table, at, problems);
    const wheels = filesIn(table.get('wheels'), at, problems);
    const files = [
      fileAt(table.get('sdist'), at, problems),
      fileAt(table.get('archive'), at, problems),
      ...wheels,
    ];
    const [marker, needs] = [textAt(table, 'marker'), needsAt(table)];
    const version = versionAt(table, at, name, problems);
    const [groups, rootExtras] = [namesIn(marker, 'dependency_groups'), namesIn(marker, 'extras')];
    const identities = identitiesAt(table);
    return {
      name,
      ...(version === undefined ? {} : { version }),
      source: sourceAt(table),
      files: files.filter((file): file is LockedFile => file !== undefined),
      ...(marker === undefined ? {} : { marker }),
      ...(needs === undefined ? {} : { needs }),
      ...(groups.length === 0 ? {} : { groups }),
      ...(rootExtras.length === 0 ? {} : { rootExtras }),
      ...(identities.length === 0 ? {} : { attestationIdentities: identities }),
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
  const read = readEntries(root.get('packages'), 'packages', problems, readPackage(problems));
  return { ...read, problems, facts: factsAt(root, ['lock-version', 'created-by', 'requires-python']) };
};
