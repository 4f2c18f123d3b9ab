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
const refusalOf = (
  { version, source, type, refused }: Pending,
  normal: string | undefined,
): Pending['refused'] => {
  if (refused !== undefined) return refused;
  if (normal === undefined)
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
  readonly normal: string;
  readonly key: string;
  readonly environments: readonly string[];
};

/** The name as its ecosystem writes it; undefined where it is none. Asked once for each entry: a lock has ten thousand. */
const normalOf = ({ name, type = 'pypi' }: Pending): string | undefined => {
  if (name === undefined || !isValidName(name)) return undefined;
  return type === 'pypi' ? normalizeName(name) : name;
};

const subjectKey = ({ type = 'pypi', name = '', version }: Pending, normal = name): string =>
  `${type === 'pypi' ? '' : `${type}:`}${normal}${version === undefined ? '' : `@${version}`}`;

const union = (lists: readonly (readonly string[] | undefined)[]): readonly string[] =>
  // Where one entry belongs to no group, the component is a main one.
  lists.some((list) => list === undefined || list.length === 0)
    ? []
    : [...new Set(lists.flatMap((list) => list ?? []))].sort();

const uniqueHashes = (lists: readonly Subject['hashes'][]): Subject['hashes'] => [
  ...new Map(lists.flat().map((hash) => [`${hash.algorithm}:${hash.digest}`, hash])).values(),
];

const NONE: readonly never[] = [];

/** More than a look at each is quick for. */
const FEW = 8;

const keysAt = (
  positions: readonly number[] | undefined,
  keys: readonly (string | undefined)[],
  own: string,
): readonly string[] => {
  if (positions === undefined || positions.length === 0) return NONE;
  const found: string[] = [];
  for (const at of positions) {
    const key = keys[at];
    if (key !== undefined && key !== own && (found.length > FEW || !found.includes(key))) found.push(key);
  }
  if (found.length <= 1) return found;
  return (found.length > FEW ? [...new Set(found)] : found).sort();
};

/** The component that one entry names. */
const subjectOf = (
  { pending, normal, key, environments }: Held,
  keys: readonly (string | undefined)[],
): Subject => {
  const { type = 'pypi', version, marker, location, also, groups, extras, direct, source } = pending;
  // Assigned to rather than spread: a lock has ten thousand.
  const made: { -readonly [Member in keyof Subject]: Subject[Member] } = {
    kind: 'package',
    key,
    name: normal,
    purl: purlOf(type, normal, version),
    locations: also === undefined ? [location] : [location, ...also],
    hashes: pending.hashes ?? NONE,
    groups: groups ?? NONE,
    extras: extras ?? NONE,
    parents: keysAt(pending.parents, keys, key),
  };
  if (type === 'pypi') made.ecosystem = 'PyPI';
  if (version !== undefined) made.version = version;
  if (marker !== undefined) made.marker = marker;
  if (environments.length > 0) made.environments = environments;
  if (direct !== undefined) made.direct = direct;
  if (source !== undefined) made.source = source;
  return made;
};

/** Whether the project itself names it: where any entry says so, or all say that it does not. */
const directOf = (all: readonly Pending[]): Pick<Subject, 'direct'> => {
  const said = all.map(({ direct }) => direct);
  return said.includes(true) ? { direct: true } : said.includes(undefined) ? {} : { direct: false };
};

/** One component from all entries that name it. */
const mergedSubject = (held: readonly [Held, ...Held[]], keys: readonly (string | undefined)[]): Subject => {
  const [first, ...others] = held;
  const one = subjectOf(first, keys);
  if (others.length === 0) return one;
  const all = held.map(({ pending }) => pending);
  const markers = [...new Set(all.map(({ marker }) => marker))];
  const [marker, ...more] = markers;
  const everywhere = held.some(({ environments }) => environments.length === 0);
  const { marker: _marker, environments: _environments, direct: _direct, ...rest } = one;
  const source = all.find((each) => each.source !== undefined)?.source;
  return {
    ...rest,
    ...(marker === undefined || markers.includes(undefined)
      ? {}
      : { marker: more.length === 0 ? marker : markers.map((text) => `(${text ?? ''})`).join(' or ') }),
    ...(everywhere ? {} : { environments: [...new Set(held.flatMap(({ environments }) => environments))] }),
    locations: [
      first.pending.location,
      ...all.flatMap(({ location, also = [] }) => [location, ...also]).slice(1),
    ],
    hashes: uniqueHashes(all.map(({ hashes = [] }) => hashes)),
    groups: union(all.map(({ groups }) => groups)),
    extras: union(all.map(({ extras }) => extras)),
    parents: keysAt(
      all.flatMap(({ parents = [] }) => parents),
      keys,
      one.key,
    ),
    ...directOf(all),
    ...(source === undefined ? {} : { source }),
  };
};

const entryOf = ({ text, location }: Pending, normal: string | undefined): Entry => ({
  text: shortened(text),
  ...(normal === undefined ? {} : { name: normal }),
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
  const normals = pending.map(normalOf);
  const keys = pending.map((one, at) => (one.name === undefined ? undefined : subjectKey(one, normals[at])));
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
      normal: normals[at] ?? (one.name ?? '').slice(0, LONGEST),
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
    const entry = entryOf(one, normals[at]);
    if (one.marker !== undefined && scopes[at]?.kind === 'nowhere')
      return inapplicable(entry, one.marker, asked);
    const subject = subjects.get(keys[at] ?? '');
    const refusal = refusalOf(one, normals[at]);
    if (refusal !== undefined) return unaudited(entry, refusal.reason, refusal.sentence, subject);
    return subject === undefined
      ? unaudited(entry, 'malformed', 'it names no project')
      : audited(entry, subject);
  });
  const held = new Set(accounted.flatMap((one) => (one.kind === 'audited' ? [one.subject.key] : [])));
  return { accounted, subjects: [...subjects.values()].filter(({ key }) => held.has(key)) };
};
