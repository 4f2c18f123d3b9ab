import { compareVersions, normalizeName, parseVersion, versionKey } from '@custody/python';
import type { Repository } from '../repository/types.ts';
import { type GivenFile, type GivenProject, memberOf, parsed, readProjectPage } from './page.ts';
import { indexKey } from './url.ts';

/** Answers of indexes that someone asked before: nothing is asked here. */
export type IndexData = {
  /** What an index has by a name; `absent` where it is known to have none; `undefined` where it was not asked. */
  readonly project: (index: string, name: string) => GivenProject | 'absent' | undefined;
  /** Indexes of which anything is known, by host and path. */
  readonly indexes: readonly string[];
  /** Files that are none of what they should be, and why. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
  /** Indexes that were asked now and did not answer everything, by host and path, and why. */
  readonly silent?: ReadonlyMap<string, string>;
};

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The names that an index says it has: a list, one on a line, or its project list in JSON (PEP 691). */
const namesOf = (path: string, text: string): readonly string[] | undefined => {
  if (path.endsWith('.txt')) return linesOf(text);
  const projects = memberOf(parsed(text), 'projects');
  if (!Array.isArray(projects)) return undefined;
  return (projects as readonly unknown[]).flatMap((one) => {
    const name = memberOf(one, 'name');
    return typeof name === 'string' ? [name] : [];
  });
};

const LIST = /^(.+)\/(?:names\.txt|projects\.json)$/;
/** Names that an index was asked for and said that it has none of. */
const ABSENT = /^(.+)\/absent\.txt$/;
const PAGE = /^(.+?)\/([A-Za-z0-9][\w.-]*?)(?:\/index)?\.json$/;

/**
 * Answers of indexes from a folder: `<host>/<path>/<name>.json` is what `https://<host>/<path>/<name>/` answered in JSON, and
 * `<host>/<path>/names.txt` (or `projects.json`) is everything that the index has, `absent.txt` what it was asked for and has not. A
 * port stands behind `_`. Pages are read when they are asked for.
 */
export const indexDataOf = (folder: Repository): IndexData => {
  const lists = new Map<string, ReadonlySet<string>>();
  const absent = new Map<string, ReadonlySet<string>>();
  const pages = new Map<string, string>();
  const indexes = new Set<string>();
  const problems: { path: string; reason: string }[] = [];
  const textAt = (path: string): string | undefined => {
    const reading = folder.read(path);
    if (reading?.kind === 'unreadable') problems.push({ path, reason: reading.reason });
    return reading?.kind === 'file' ? reading.file.text : undefined;
  };
  const known = (written: string): string =>
    indexKey(`https://${written.replace(/^([^/]+)_(\d+)(?=\/|$)/, '$1:$2')}`) ?? written;
  for (const path of folder.paths) {
    const list = LIST.exec(path)?.[1];
    const without = ABSENT.exec(path)?.[1];
    if (without !== undefined) {
      absent.set(known(without), new Set(linesOf(textAt(path) ?? '').map((one) => normalizeName(one))));
      indexes.add(known(without));
    }
    const [, owner, name] = list === undefined ? (PAGE.exec(path) ?? []) : [];
    if (list !== undefined) {
      const names = namesOf(path, textAt(path) ?? '');
      if (names === undefined) problems.push({ path, reason: 'it is no list of projects in JSON (PEP 691)' });
      else lists.set(known(list), new Set(names.map((one) => normalizeName(one))));
      indexes.add(known(list));
    } else if (owner !== undefined && name !== undefined) {
      pages.set(`${known(owner)} ${normalizeName(name)}`, path);
      indexes.add(known(owner));
    }
  }
  const projects = new Map<string, GivenProject | undefined>();
  const pageOf = (key: string, name: string): GivenProject | undefined => {
    if (projects.has(key)) return projects.get(key);
    const path = pages.get(key);
    const text = path === undefined ? undefined : textAt(path);
    const read = text === undefined ? undefined : readProjectPage(text, name);
    if (typeof read === 'string' && path !== undefined) problems.push({ path, reason: read });
    const project = typeof read === 'string' ? undefined : read;
    projects.set(key, project);
    return project;
  };
  return {
    indexes: [...indexes].sort(),
    problems,
    project: (index, written) => {
      const key = indexKey(index);
      const name = normalizeName(written);
      const page = key === undefined ? undefined : pageOf(`${key} ${name}`, name);
      if (page !== undefined || key === undefined) return page;
      const list = lists.get(key);
      if (list === undefined) return absent.get(key)?.has(name) === true ? 'absent' : undefined;
      return list.has(name) ? { files: [], namespaces: [] } : 'absent';
    },
  };
};

/** The highest version of a project's files; undefined where none is told. */
export const highestOf = ({ files }: GivenProject): GivenFile | undefined =>
  files.reduce<GivenFile | undefined>(
    (best, one) => (best === undefined || compareVersions(one.version, best.version) > 0 ? one : best),
    undefined,
  );

/** The files of one version, in any spelling. */
export const filesOfVersion = ({ files }: GivenProject, version: string): readonly GivenFile[] => {
  const read = parseVersion(version);
  if (read === undefined) return [];
  const key = versionKey(read);
  return files.filter((one) => versionKey(one.version) === key);
};
