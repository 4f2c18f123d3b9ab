import { isValidName, normalizeName, parseVersion } from '@custody/python';
import type {
  Accounted,
  Entry,
  Subject,
  SubjectLocation,
  SubjectSource,
  UnauditedReason,
} from '../subject/index.ts';
import { audited, inapplicable, unaudited } from '../subject/index.ts';
import { purlOf } from './purl.ts';
import type { Context } from './types.ts';

/** One entry as its format's reader understood it, before anything is decided. */
export type Pending = {
  readonly text: string;
  readonly location: SubjectLocation;
  /** Other places that have a part in it: the constraint that pins it. */
  readonly also?: readonly SubjectLocation[];
  /** As written. */
  readonly name?: string;
  readonly version?: string;
  readonly marker?: string;
  readonly source?: SubjectSource;
  readonly hashes?: Subject['hashes'];
  readonly groups?: readonly string[];
  readonly extras?: readonly string[];
  readonly direct?: boolean;
  /** Positions of the entries that need it. */
  readonly parents?: readonly number[];
  /** `conda`: a package that no advisory database knows. */
  readonly type?: 'pypi' | 'conda';
  /** Known from the start not to be auditable. */
  readonly refused?: { readonly reason: UnauditedReason; readonly sentence: string };
};

const LONGEST = 200;

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const NOT_PINNED = 'not pinned: name the lock or the installed environment';

/** Why an entry cannot be held against advisories; undefined where it can. */
const refusalOf = ({ name, version, source, type, refused }: Pending): Pending['refused'] => {
  if (refused !== undefined) return refused;
  if (name === undefined || !isValidName(name))
    return {
      reason: 'malformed',
      sentence: 'it names no project: a name has letters, digits, ".", "_" and "-"',
    };
  if (type === 'conda')
    return { reason: 'no-ecosystem', sentence: 'there is no advisory database for conda packages' };
  if (source?.kind === 'local')
    return {
      reason: 'not-from-index',
      sentence: 'it is a directory or file beside the input: audit what that declares or locks',
    };
  if (version === undefined)
    return source === undefined || source.kind === 'index'
      ? { reason: 'not-pinned', sentence: NOT_PINNED }
      : {
          reason: 'not-from-index',
          sentence: `it comes from ${source.kind === 'vcs' ? 'version control' : 'a URL'}, and which version that is, is not said`,
        };
  return parseVersion(version) === undefined
    ? { reason: 'version', sentence: `${JSON.stringify(shortened(version))} is no version (PEP 440)` }
    : undefined;
};

type Held = {
  readonly pending: Pending;
  readonly key: string;
  readonly environments: readonly string[];
};

const subjectKey = ({ type = 'pypi', name = '', version }: Pending): string => {
  const normal = type === 'pypi' && isValidName(name) ? normalizeName(name) : name;
  return `${type === 'pypi' ? '' : `${type}:`}${normal}${version === undefined ? '' : `@${version}`}`;
};

const union = (lists: readonly (readonly string[] | undefined)[]): readonly string[] =>
  // Where one entry belongs to no group, the component is a main one.
  lists.some((list) => list === undefined || list.length === 0)
    ? []
    : [...new Set(lists.flatMap((list) => list ?? []))].sort();

const uniqueHashes = (all: Subject['hashes']): Subject['hashes'] => [
  ...new Map(all.map((hash) => [`${hash.algorithm}:${hash.digest}`, hash])).values(),
];

/** One component from all entries that name it. */
const mergedSubject = (held: readonly [Held, ...Held[]], keys: readonly (string | undefined)[]): Subject => {
  const [{ pending, key }] = held;
  const { type = 'pypi', name = '', version } = pending;
  const normal = type === 'pypi' && isValidName(name) ? normalizeName(name) : name.slice(0, LONGEST);
  const all = held.map((one) => one.pending);
  const markers = [...new Set(all.map(({ marker }) => marker))];
  const [marker, ...others] = markers;
  const everywhere = held.some(({ environments }) => environments.length === 0);
  const directs = all.map(({ direct }) => direct);
  const direct = directs.includes(true) ? true : directs.includes(undefined) ? undefined : false;
  const parents = new Set(
    all
      .flatMap(({ parents: from = [] }) => from.flatMap((at) => keys[at] ?? []))
      .filter((one) => one !== key),
  );
  const locations = all.flatMap(({ location, also = [] }) => [location, ...also]);
  const source = all.find((one) => one.source !== undefined)?.source;
  return {
    kind: 'package',
    key,
    ...(type === 'pypi' ? { ecosystem: 'PyPI' } : {}),
    name: normal,
    ...(version === undefined ? {} : { version }),
    purl: purlOf(type, normal, version),
    ...(marker === undefined || markers.includes(undefined)
      ? {}
      : { marker: others.length === 0 ? marker : markers.map((one) => `(${one})`).join(' or ') }),
    ...(everywhere ? {} : { environments: [...new Set(held.flatMap(({ environments }) => environments))] }),
    locations: [pending.location, ...locations.slice(1)],
    hashes: uniqueHashes(all.flatMap(({ hashes = [] }) => hashes)),
    groups: union(all.map(({ groups }) => groups)),
    extras: union(all.map(({ extras }) => extras)),
    parents: [...parents].sort(),
    ...(direct === undefined ? {} : { direct }),
    ...(source === undefined ? {} : { source }),
  };
};

const entryOf = ({ text, name, location }: Pending): Entry => ({
  text: shortened(text),
  ...(name === undefined || !isValidName(name) ? {} : { name: normalizeName(name) }),
  location,
});

/**
 * Decides for every entry whether it is audited, inapplicable or unaudited, and makes one component of all entries that name the same
 * version. As many answers as entries, in their order.
 */
export const account = (
  pending: readonly Pending[],
  { scopeOf, asked, problems, file }: Context,
): { readonly accounted: readonly Accounted[]; readonly subjects: readonly Subject[] } => {
  const refusals = pending.map(refusalOf);
  const keys = pending.map((one) => (one.name === undefined ? undefined : subjectKey(one)));
  const groups = new Map<string, [Held, ...Held[]]>();
  const scopes = pending.map(({ marker, location }, at) => {
    const scope = marker === undefined ? undefined : scopeOf(marker);
    if (scope?.kind === 'unknown') {
      const line = location.position?.kind === 'text' ? { line: location.position.line } : {};
      problems.push({
        file: location.file || file,
        ...line,
        message: `The marker is taken to hold everywhere: ${scope.reason}`,
      });
    }
    const key = keys[at];
    const one = pending[at];
    if (scope?.kind === 'nowhere' || key === undefined || one === undefined) return scope;
    const held: Held = {
      pending: one,
      key,
      environments: scope?.kind === 'somewhere' ? scope.environments : [],
    };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [held]);
    else group.push(held);
    return scope;
  });
  const subjects = new Map([...groups].map(([key, held]) => [key, mergedSubject(held, keys)]));
  const accounted = pending.map((one, at): Accounted => {
    const entry = entryOf(one);
    if (one.marker !== undefined && scopes[at]?.kind === 'nowhere')
      return inapplicable(entry, one.marker, asked);
    const subject = subjects.get(keys[at] ?? '');
    const refusal = refusals[at];
    if (refusal !== undefined) return unaudited(entry, refusal.reason, refusal.sentence, subject);
    return subject === undefined
      ? unaudited(entry, 'malformed', 'it names no project')
      : audited(entry, subject);
  });
  const held = new Set(accounted.flatMap((one) => (one.kind === 'audited' ? [one.subject.key] : [])));
  return { accounted, subjects: [...subjects.values()].filter(({ key }) => held.has(key)) };
};
