import { parseRequirement } from '../../requirement/parse.ts';
import { withoutCredentials } from '../redact.ts';
import { asTable, type Table, textAt, textsAt } from '../toml.ts';
import type { LockedNeed, LockedSource, LockProblem, LockReading } from '../types.ts';
import { factsAt, filesIn, nameAt, type ReadEntry, readEntries, versionAt } from './table.ts';

const sourceAt = (table: Table): LockedSource => {
  const vcs = ['git', 'hg', 'svn', 'bzr'].find((key) => textAt(table, key) !== undefined);
  if (vcs !== undefined) {
    const commit = textAt(table, 'revision');
    const url = `${vcs}+${withoutCredentials(textAt(table, vcs) ?? '', true)}`;
    return commit === undefined ? { kind: 'vcs', url } : { kind: 'vcs', url, commit };
  }
  const path = textAt(table, 'path');
  if (path !== undefined) return { kind: 'local', path, editable: table.get('editable') === true };
  const url = textAt(table, 'url');
  return url === undefined ? { kind: 'index' } : { kind: 'url', url: withoutCredentials(url) };
};

const needsAt = (table: Table): readonly LockedNeed[] =>
  textsAt(table, 'dependencies').flatMap((text) => {
    const read = parseRequirement(text);
    if (read.kind === 'invalid') return [];
    return [{ name: read.writtenName, ...(read.extras.length === 0 ? {} : { extras: read.extras }) }];
  });

const groupsAt = (table: Table): readonly string[] => {
  const groups = textsAt(table, 'groups');
  return groups.includes('default') ? [] : groups;
};

const readPackage =
  (older: Table | undefined, problems: LockProblem[]): ReadEntry =>
  (table, at) => {
    const name = nameAt(table, at, problems);
    if (name === undefined) return undefined;
    const source = sourceAt(table);
    const version = versionAt(table, at, name, problems, source.kind !== 'local');
    const listed = table.get('files') ?? older?.get(`${name} ${version ?? ''}`);
    const files = filesIn(listed, at, problems);
    const [description, marker] = [textAt(table, 'summary'), textAt(table, 'marker')];
    const [extras, groups] = [textsAt(table, 'extras'), groupsAt(table)];
    return {
      name,
      ...(version === undefined ? {} : { version }),
      ...(description === undefined || description === '' ? {} : { description }),
      source,
      files,
      ...(marker === undefined ? {} : { marker }),
      ...(extras.length === 0 ? {} : { extras }),
      needs: needsAt(table),
      ...(groups.length === 0 ? {} : { groups }),
    };
  };

/** Reads a pdm.lock of lock version 4.x (PDM's own format). One package stands there once for each set of its extras. */
export const readPdmLock = (root: Table): LockReading => {
  const problems: LockProblem[] = [];
  const metadata = asTable(root.get('metadata')) ?? new Map<string, unknown>();
  const version = textAt(metadata, 'lock_version');
  if (version === undefined || !/^[34](?:\.[0-9]+){0,2}$/.test(version))
    problems.push({
      message: `the lock_version is ${version ?? 'not stated'}; 3.1 to 4.5 are known`,
      incomplete: true,
    });
  const older = asTable(metadata.get('files'));
  const read = readEntries(root.get('package'), 'package', problems, readPackage(older, problems));
  return { ...read, problems, facts: factsAt(metadata, ['lock_version', 'content_hash']) };
};
