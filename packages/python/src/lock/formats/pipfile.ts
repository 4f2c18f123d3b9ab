import { readHashText } from '../hash.ts';
import { readJsonMembers } from '../json.ts';
import { withoutCredentials } from '../redact.ts';
import { asTable, type Table, textAt, textsAt } from '../toml.ts';
import type { LockedPackage, LockedSource, LockProblem, LockReading } from '../types.ts';

const sourceAt = (table: Table): LockedSource => {
  const vcs = ['git', 'hg', 'svn', 'bzr'].find((key) => textAt(table, key) !== undefined);
  if (vcs !== undefined) {
    const commit = textAt(table, 'ref');
    const url = `${vcs}+${withoutCredentials(textAt(table, vcs) ?? '', true)}`;
    return commit === undefined ? { kind: 'vcs', url } : { kind: 'vcs', url, commit };
  }
  const file = textAt(table, 'file');
  if (file !== undefined && /^https?:/i.test(file)) return { kind: 'url', url: withoutCredentials(file) };
  const path = textAt(table, 'path') ?? file;
  return path === undefined
    ? { kind: 'index' }
    : { kind: 'local', path, editable: table.get('editable') === true };
};

const readPackage = (
  name: string,
  table: Table,
  section: string,
  entry: number,
  problems: LockProblem[],
): LockedPackage => {
  const source = sourceAt(table);
  const written = textAt(table, 'version');
  const version = written === undefined ? undefined : /^===?(.+)$/.exec(written)?.[1]?.trim();
  if (version === undefined)
    problems.push({
      message: `${section}.${name}: its version is ${written === undefined ? 'not stated' : 'not one version'}`,
      incomplete: source.kind === 'index',
      entry,
    });
  const hashes = textsAt(table, 'hashes').flatMap((text) => {
    const hash = readHashText(text);
    if (hash === undefined)
      problems.push({ message: `${section}.${name} has a hash that is none`, incomplete: false, entry });
    return hash ?? [];
  });
  const [marker, extras] = [textAt(table, 'markers'), textsAt(table, 'extras')];
  return {
    name,
    ...(version === undefined ? {} : { version }),
    source,
    files: hashes.map((hash) => ({ hashes: [hash] })),
    ...(marker === undefined ? {} : { marker }),
    ...(extras.length === 0 ? {} : { extras }),
    ...(version === undefined && written !== undefined ? { requirement: `${name}${written}` } : {}),
    ...(section === 'default' ? {} : { groups: [section] }),
    entry,
  };
};

export type PipfileReading = LockReading | { readonly kind: 'malformed'; readonly message: string };

/**
 * Reads a Pipfile.lock (Pipenv's own format, spec 6): `default`, `develop` and further categories. A name that one category has twice is
 * two entries, since readers differ in which they take.
 */
export const readPipfileLock = (text: string): PipfileReading => {
  const read = readJsonMembers(text);
  if (read.kind === 'malformed') return read;
  const problems: LockProblem[] = [];
  const packages: LockedPackage[] = [];
  const seen = new Set<string>();
  let entries = 0;
  for (const { key, value, line } of read.sections)
    if (asTable(value) === undefined) {
      problems.push({ message: `${key.slice(0, 40)} is no table`, line, incomplete: true, entry: entries });
      entries += 1;
    }
  for (const { section, key, value, line } of read.members) {
    if (section === '_meta') continue;
    const entry = entries;
    entries += 1;
    const table = asTable(value);
    const place = JSON.stringify([section, key]);
    if (seen.has(place))
      problems.push({
        message: `${section} names ${key.slice(0, 80)} twice: which of the two is meant is not known`,
        line,
        incomplete: false,
        entry,
      });
    seen.add(place);
    if (table === undefined || key === '')
      problems.push({ message: `${section}.${key.slice(0, 80)} is no table`, line, incomplete: true, entry });
    else packages.push({ ...readPackage(key, table, section, entry, problems), line });
  }
  const meta = read.sections.find(({ key }) => key === '_meta')?.value;
  const spec = asTable(meta)?.get('pipfile-spec');
  if (spec !== 6) problems.push({ message: 'the pipfile-spec is not 6, which is known', incomplete: true });
  return { entries, packages, problems, facts: [] };
};
