import { normalizeName } from '@custody/python';
import { indexPackages, locksIn } from '../deps/locks.ts';
import { namesIn } from '../names/sources/index.ts';
import type { RepositoryView } from '../repository/view.ts';
import { sourcedElsewhere } from './elsewhere.ts';
import { answering, indexScopesIn } from './scopes.ts';
import type { IndexScope } from './types.ts';
import { indexKey, isPrivate, PYPI } from './url.ts';

/** What an installer that follows the repository's configuration would ask indexes for a name. */
export type IndexQuestion = {
  /** Normalised. */
  readonly name: string;
  /** By host and path, in the order in which they are asked. */
  readonly indexes: readonly string[];
  /** The first that has the name answers, and those behind it are not asked. */
  readonly untilFound: boolean;
};

/** Rules that are judged by what indexes answer. */
export const INDEX_RULES: ReadonlySet<string> = new Set([
  'deps/hash-not-on-index',
  'deps/incomplete-hashes',
  'deps/sdist-only',
  'deps/unhashed-requirement',
  'index/name-on-both',
  'index/namespace-not-owned',
  'index/public-shadows-private',
  'index/unclaimed-private-name',
  'name/unregistered',
  'name/young-lookalike',
]);

const keysOf = (urls: readonly string[]): readonly string[] => [
  ...new Set(urls.flatMap((url) => indexKey(url) ?? [])),
];

const matcherOf = (sourced: ReadonlySet<string>): ((name: string) => boolean) => {
  const prefixes = [...sourced].flatMap((one) => (one.includes('*') ? [one.slice(0, one.indexOf('*'))] : []));
  return (name) => sourced.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
};

const replacesPypi = ({ pypi, uses }: IndexScope): boolean =>
  !pypi && uses.some(({ role, url }) => role !== 'links' && isPrivate(url));

/** Settings that hold for more than the names that stand beside them. */
const isGeneral = ({ file: { path } }: IndexScope): boolean =>
  /(?:^|\/)pip\.(?:conf|ini)$|^(?:uv\.toml|pyproject\.toml|Pipfile)$/.test(path);

const general = (view: RepositoryView): readonly string[] => {
  const scopes = view.once(indexScopesIn);
  if (!scopes.some(replacesPypi)) return keysOf([PYPI, ...scopes.flatMap(answering)]);
  return keysOf(scopes.filter((one) => isGeneral(one) && replacesPypi(one)).flatMap(answering));
};

/**
 * Where names go that no setting lists, by host and path: to PyPI and all that is configured beside it; where a private index takes
 * PyPI's place, to that one alone. None where it does so only for a command or a folder: the others' names may be private or not.
 */
export const generalIndexes = (view: RepositoryView): readonly string[] => view.once(general);

const all = (view: RepositoryView): readonly IndexQuestion[] => {
  const isSourced = matcherOf(sourcedElsewhere(view));
  const questions = new Map<string, IndexQuestion>();
  const told = new Set<string>();
  const add = (name: string, indexes: readonly string[], untilFound: boolean): void => {
    told.add(name);
    if (indexes.length > 0)
      questions.set(`${name} ${untilFound} ${indexes.join(' ')}`, { name, indexes, untilFound });
  };
  for (const scope of view.once(indexScopesIn)) {
    const indexes = keysOf(answering(scope));
    for (const name of scope.names) if (!isSourced(name)) add(name, indexes, scope.strategy === 'first');
  }
  for (const lock of view.once(locksIn))
    for (const { name, source } of indexPackages(lock))
      if (source.kind === 'index' && source.url !== undefined)
        add(normalizeName(name), keysOf([source.url]), false);
  const { projects, own } = view.once(namesIn);
  for (const { name, valid } of projects)
    if (valid && !own.has(name) && !told.has(name) && !isSourced(name))
      add(name, generalIndexes(view), false);
  return [...questions.values()];
};

/**
 * The names that indexes are asked for, and which index for which: what an installer would tell them too, and no more. A name that has
 * an index of its own is told to no other; nor is one told to PyPI where another index takes its place.
 */
export const indexQuestions = (view: RepositoryView): readonly IndexQuestion[] => view.once(all);

const byName = (view: RepositoryView): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const { name, indexes } of indexQuestions(view))
    found.set(name, [...new Set([...(found.get(name) ?? []), ...indexes])]);
  return found;
};

/** The indexes that a name may come from, by host and path; undefined where that is not known. */
export const indexesOfName = (view: RepositoryView, name: string): readonly string[] | undefined =>
  view.once(byName).get(name);
