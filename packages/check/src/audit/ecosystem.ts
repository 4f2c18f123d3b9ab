import { purlOf } from '@custody/audit';
import { normalizeName } from '@custody/python';
import { parsePurl, type PurlParts } from '@custody/sbom';

/** A component's name in the terms of advisory databases. */
export type Placed = {
  readonly kind: 'package' | 'native';
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

/** Where advisories on a component would stand, by its purl. Undefined where that is none. */
export const placeOf = (purl: string): Placed | undefined => {
  const reading = parsePurl(purl);
  if (reading.kind !== 'purl') return undefined;
  const { parts, canonical } = reading;
  const ecosystem = ECOSYSTEMS.get(parts.type) ?? DISTRIBUTIONS.get(`${parts.type}/${parts.namespace ?? ''}`);
  const name = nameOf(parts);
  return {
    kind: ECOSYSTEMS.has(parts.type) ? 'package' : 'native',
    ...(ecosystem === undefined ? {} : { ecosystem }),
    name,
    ...(parts.version === undefined ? {} : { version: parts.version }),
    // Which file of a release was meant is no part of what an advisory names.
    purl: parts.type === 'pypi' ? purlOf('pypi', name, parts.version) : canonical,
  };
};
