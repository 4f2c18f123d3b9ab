import type { PurlParts } from './types.ts';

type Field = 'namespace' | 'name' | 'version';

/** Fields that are lower case in the canonical form of a type (purl type definitions). */
const LOWER: Readonly<Record<string, readonly Field[]>> = {
  alpm: ['namespace', 'name'],
  apk: ['namespace', 'name'],
  bitbucket: ['namespace', 'name'],
  bitnami: ['name'],
  composer: ['namespace', 'name'],
  deb: ['namespace', 'name'],
  github: ['namespace', 'name'],
  gitlab: ['namespace', 'name'],
  hex: ['namespace', 'name'],
  huggingface: ['version'],
  luarocks: ['version'],
  npm: ['namespace', 'name'],
  oci: ['name'],
  pub: ['name'],
  pypi: ['namespace', 'name'],
  qpkg: ['namespace'],
  rpm: ['namespace'],
};

/** Fields that a type cannot do without, and those that it never has. */
const NEEDED: Readonly<Record<string, readonly Field[]>> = {
  cran: ['version'],
  maven: ['namespace'],
  swift: ['namespace', 'version'],
};
const FORBIDDEN: Readonly<Record<string, readonly Field[]>> = { mlflow: ['namespace'], oci: ['namespace'] };

/** Semantic Versioning 2.0.0, which a version of a Go module has behind its "v". */
const SEMVER =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

const ofType = (table: Readonly<Record<string, readonly Field[]>>, type: string): readonly Field[] =>
  Object.hasOwn(table, type) ? (table[type] ?? []) : [];

/** Puts the parts in the form that their type makes canonical. The type is in lower case already. */
export const applyTypeCase = (parts: PurlParts): PurlParts => {
  const { type, qualifiers } = parts;
  const databricks = type === 'mlflow' && qualifiers?.['repository_url']?.includes('databricks') === true;
  const fields: readonly Field[] = databricks ? ['name'] : ofType(LOWER, type);
  const lowered: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    const value = parts[field];
    if (value !== undefined) lowered[field] = value.toLowerCase();
  }
  const changed = { ...parts, ...lowered };
  return type === 'pub' ? { ...changed, name: changed.name.replaceAll('-', '_') } : changed;
};

/** What keeps the parts from being a purl of their type; undefined where nothing does. */
export const typeFault = ({ type, namespace, name, version, qualifiers }: PurlParts): string | undefined => {
  const values = { namespace, name, version };
  const missing = ofType(NEEDED, type).find((field) => values[field] === undefined);
  if (missing !== undefined) return `a purl of type ${type} needs a ${missing}`;
  const foreign = ofType(FORBIDDEN, type).find((field) => values[field] !== undefined);
  if (foreign !== undefined) return `a purl of type ${type} has no ${foreign}`;
  if (type === 'pub' && !/^[a-z0-9_]+$/.test(name))
    return 'the name of a pub package has only letters, digits and "_"';
  if (type === 'golang' && version?.startsWith('v') === true && !SEMVER.test(version.slice(1)))
    return 'the version of a Go module that begins with "v" goes on as a semantic version';
  if (type !== 'conan') return undefined;
  if (namespace === undefined)
    return qualifiers?.['channel'] === undefined ? undefined : 'a conan channel needs a namespace';
  return qualifiers === undefined ? 'a conan namespace needs qualifiers' : undefined;
};
