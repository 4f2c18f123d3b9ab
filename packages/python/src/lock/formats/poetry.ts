import { normalizeName } from '../../name/normalize.ts';
import { withoutCredentials } from '../redact.ts';
import { asTable, type Table, textAt, textsAt } from '../toml.ts';
import type { LockedNeed, LockedSource, LockProblem, LockReading } from '../types.ts';
import { factsAt, filesIn, nameAt, type ReadEntry, readEntries, versionAt } from './table.ts';

const sourceAt = (table: Table): LockedSource => {
  const source = asTable(table.get('source'));
  const url = textAt(source, 'url') ?? '';
  switch (textAt(source, 'type')) {
    case 'git': {
      const commit = textAt(source, 'resolved_reference');
      const from = `git+${withoutCredentials(url, true)}`;
      return commit === undefined ? { kind: 'vcs', url: from } : { kind: 'vcs', url: from, commit };
    }
    case 'url':
      return { kind: 'url', url: withoutCredentials(url) };
    case 'directory':
    case 'file':
      return { kind: 'local', path: url, editable: table.get('develop') === true };
    case undefined:
      return { kind: 'index' };
    default:
      return { kind: 'index', url: withoutCredentials(url, true) };
  }
};

/** The keys are names; the constraint picks no version that the lock does not have. */
const needsAt = (table: Table): readonly LockedNeed[] =>
  [...(asTable(table.get('dependencies'))?.keys() ?? [])].map((name) => ({ name }));

const filesAt = (table: Table, name: string, older: Table | undefined): unknown =>
  table.get('files') ?? older?.get(name);

const markerAt = (table: Table): string | undefined => {
  const markers = table.get('markers');
  if (typeof markers === 'string') return markers;
  // By group, since lock version 2.1: a text for each.
  const texts = [...(asTable(markers)?.values() ?? [])].filter((item) => typeof item === 'string');
  return texts.length === 0 ? undefined : texts.map((text) => `(${text})`).join(' or ');
};

/** Lock version 2.1 names the groups, 1.1 a category. */
const groupsAt = (table: Table): readonly string[] => {
  const category = textAt(table, 'category');
  const groups = table.has('groups') ? textsAt(table, 'groups') : category === undefined ? [] : [category];
  return groups.includes('main') ? [] : groups;
};

type Whole = { readonly older: Table | undefined; readonly extras: ReadonlyMap<string, readonly string[]> };

const readPackage =
  ({ older, extras }: Whole, problems: LockProblem[]): ReadEntry =>
  (table, at) => {
    const name = nameAt(table, at, problems);
    if (name === undefined) return undefined;
    const files = filesIn(filesAt(table, name, older), at, problems);
    const [description, marker] = [textAt(table, 'description'), markerAt(table)];
    const version = versionAt(table, at, name, problems);
    const groups = groupsAt(table);
    const bringing = table.get('optional') === true ? (extras.get(normalizeName(name)) ?? []) : [];
    return {
      name,
      ...(version === undefined ? {} : { version }),
      ...(description === undefined || description === '' ? {} : { description }),
      source: sourceAt(table),
      files,
      ...(marker === undefined ? {} : { marker }),
      needs: needsAt(table),
      ...(groups.length === 0 ? {} : { groups }),
      ...(bringing.length === 0 ? {} : { rootExtras: bringing }),
    };
  };

/** `[extras]`, by the packages that each brings. */
const extrasOf = (table: Table | undefined): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const extra of table?.keys() ?? [])
    for (const text of table === undefined ? [] : textsAt(table, extra)) {
      const name = normalizeName(text.split(/[ [(;<>=!~]/, 1)[0] ?? '');
      const before = found.get(name);
      if (before === undefined) found.set(name, [extra]);
      else before.push(extra);
    }
  return found;
};

/** Reads a poetry.lock of lock version 1.1 to 2.1 (Poetry's own format). */
export const readPoetryLock = (root: Table): LockReading => {
  const problems: LockProblem[] = [];
  const metadata = asTable(root.get('metadata')) ?? new Map<string, unknown>();
  const version = textAt(metadata, 'lock-version');
  if (version === undefined || !/^[12]\.[0-9]+$/.test(version))
    problems.push({
      message: `the lock-version is ${version ?? 'not stated'}; 1.1 to 2.1 are known`,
      incomplete: true,
    });
  // Until lock version 2.0 the files of all packages stood in one table.
  const whole = { older: asTable(metadata.get('files')), extras: extrasOf(asTable(root.get('extras'))) };
  const read = readEntries(root.get('package'), 'package', problems, readPackage(whole, problems));
  return { ...read, problems, facts: factsAt(metadata, ['lock-version', 'python-versions', 'content-hash']) };
};
