import { CPYTHON, purlOf } from '@custody/audit';
import { normalizeName } from '@custody/python';
import { parsePurl, type PurlParts } from '@custody/sbom';
import { LIBRARY_ECOSYSTEM, upstreamLibrary } from './library.ts';

/** A component's name in the terms of advisory databases. */
export type Placed = {
  readonly kind: 'package' | 'native' | 'cpython';
  /** As OSV names it; absent where no advisories are written for such packages. */
  readonly ecosystem?: string;
  readonly name: string;
  readonly version?: string;
  readonly purl: string;
};

/** Package types whose advisories OSV holds under one name (OSV schema, "Defined ecosystems"). */
const ECOSYSTEMS: ReadonlyMap<string, string> = new Map([
  ['pypi', 'PyPI'],
  ['cargo', 'crates.io'],
  ['githubactions', 'GitHub Actions'],
  ['npm', 'npm'],
  ['golang', 'Go'],
  ['maven', 'Maven'],
  ['nuget', 'NuGet'],
  ['gem', 'RubyGems'],
  ['composer', 'Packagist'],
  ['hex', 'Hex'],
  ['pub', 'Pub'],
  ['cran', 'CRAN'],
  ['hackage', 'Hackage'],
  ['swift', 'SwiftURL'],
]);

/** Distributions by the namespace of their packages. They mend flaws without upstream's version: theirs is never taken for it. */
const DISTRIBUTIONS: ReadonlyMap<string, string> = new Map([
  ['deb/debian', 'Debian'],
  ['deb/ubuntu', 'Ubuntu'],
  ['apk/alpine', 'Alpine'],
  ['apk/wolfi', 'Wolfi'],
  ['apk/chainguard', 'Chainguard'],
  ['rpm/almalinux', 'AlmaLinux'],
  ['rpm/rocky', 'Rocky Linux'],
  ['rpm/redhat', 'Red Hat'],
  ['rpm/opensuse', 'openSUSE'],
  ['rpm/suse', 'SUSE'],
]);

const SEPARATOR: Readonly<Record<string, string>> = {
  golang: '/',
  npm: '/',
  composer: '/',
  githubactions: '/',
  maven: ':',
};

const nameOf = ({ type, namespace, name }: PurlParts): string => {
  if (type === 'pypi') return normalizeName(name);
  const separator = Object.hasOwn(SEPARATOR, type) ? SEPARATOR[type] : undefined;
  return namespace === undefined || separator === undefined ? name : `${namespace}${separator}${name}`;
};

/** Advisories of a distribution are written for a release of it: `.el8` in a version, or the purl's `distro`, says which. */
const releaseOf = (ecosystem: string, { version = '', qualifiers }: PurlParts): string => {
  const named = /^[a-z]+-v?([0-9]{1,3}(?:\.[0-9]{1,3})?)/.exec(qualifiers?.['distro'] ?? '')?.[1];
  const release = named ?? /\.el([0-9]{1,2})(?:[._]|$)/.exec(version)?.[1];
  if (release === undefined) return ecosystem;
  return `${ecosystem}:${ecosystem === 'Alpine' ? `v${release}` : release}`;
};

const ecosystemOf = (parts: PurlParts): string | undefined => {
  const distribution = DISTRIBUTIONS.get(`${parts.type}/${parts.namespace ?? ''}`);
  if (distribution !== undefined) return releaseOf(distribution, parts);
  if (parts.type === 'generic' && upstreamLibrary(parts.name) !== undefined) return LIBRARY_ECOSYSTEM;
  return ECOSYSTEMS.get(parts.type);
};

/** The interpreter itself, as documents name it: `pkg:generic/cpython@3.12.1`, `pkg:github/python/cpython@v3.12.1`. */
const isInterpreter = ({ type, namespace, name }: PurlParts): boolean =>
  type === 'generic'
    ? namespace === undefined && (name === 'cpython' || name === 'python')
    : type === 'github' && namespace === 'python' && name === 'cpython';

/** The interpreter in the terms of a store. */
export const interpreter = (version: string | undefined, purl: string): Placed => ({
  kind: 'cpython',
  ...CPYTHON,
  ...(version === undefined ? {} : { version: version.replace(/^v(?=\d)/, '') }),
  purl,
});

/** Where advisories on a component would stand, by its purl. Undefined where that is none. */
export const placeOf = (purl: string): Placed | undefined => {
  const reading = parsePurl(purl);
  if (reading.kind !== 'purl') return undefined;
  const { parts, canonical } = reading;
  if (isInterpreter(parts)) return interpreter(parts.version, canonical);
  const ecosystem = ecosystemOf(parts);
  const name = ecosystem === LIBRARY_ECOSYSTEM ? (upstreamLibrary(parts.name) ?? parts.name) : nameOf(parts);
  return {
    kind: ECOSYSTEMS.has(parts.type) ? 'package' : 'native',
    ...(ecosystem === undefined ? {} : { ecosystem }),
    name,
    ...(parts.version === undefined ? {} : { version: parts.version }),
    // Which file of a release was meant is no part of what an advisory names.
    purl: parts.type === 'pypi' ? purlOf('pypi', name, parts.version) : canonical,
  };
};
