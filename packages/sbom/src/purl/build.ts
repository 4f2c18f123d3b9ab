import { normalizeName } from '@custody/python';
import { encodePart } from './encode.ts';
import { applyTypeCase, typeFault } from './type-rules.ts';
import type { Purl, PurlParts } from './types.ts';

const encodePath = (path: string): string => path.split('/').map(encodePart).join('/');

const TYPE = /^[a-z.+-][a-z0-9.+-]*$/;
const KEY = /^[a-z._-][a-z0-9._-]*$/;

/** A path without empty segments; undefined where nothing is left. */
const tidyPath = (path: string | undefined, keep: (segment: string) => boolean): string | undefined => {
  const tidy = path
    ?.split('/')
    .filter((segment) => segment !== '' && keep(segment))
    .join('/');
  return tidy === '' ? undefined : tidy;
};

const tidyQualifiers = (given: PurlParts['qualifiers']): PurlParts['qualifiers'] => {
  const kept = new Map<string, string>();
  for (const [key, value] of Object.entries(given ?? {})) {
    const name = key.toLowerCase();
    if (!KEY.test(name)) throw new RangeError(`the qualifier key ${JSON.stringify(key)} is malformed`);
    if (value.trim() !== '') kept.set(name, value.trim());
  }
  return kept.size === 0 ? undefined : Object.fromEntries(kept);
};

/** Applies what a package type asks of its names. Throws where a required part is missing or has a character it may not have. */
export const normalizeParts = (parts: PurlParts): PurlParts => {
  const type = parts.type.trim().toLowerCase();
  if (!TYPE.test(type)) throw new RangeError(`${JSON.stringify(parts.type)} is no purl type`);
  const name = parts.name.trim();
  if (name === '') throw new RangeError('a purl needs a name');
  const namespace = tidyPath(parts.namespace, () => true);
  const version = parts.version?.trim();
  const subpath = tidyPath(
    parts.subpath,
    (segment) => segment !== '.' && segment !== '..' && segment.trim() !== '',
  );
  const qualifiers = tidyQualifiers(parts.qualifiers);
  const cased = applyTypeCase({
    type,
    ...(namespace === undefined ? {} : { namespace }),
    // The purl type definition of PyPI follows PEP 503, which also folds dots and runs of separators.
    name: type === 'pypi' ? normalizeName(name) : name,
    ...(version === undefined || version === '' ? {} : { version }),
    ...(qualifiers === undefined ? {} : { qualifiers }),
    ...(subpath === undefined ? {} : { subpath }),
  });
  const fault = typeFault(cased);
  if (fault !== undefined) throw new RangeError(fault);
  return cased;
};

/** Writes parts that are already normalised. */
export const writeParts = (parts: PurlParts): Purl => {
  let text = `pkg:${parts.type}/`;
  if (parts.namespace !== undefined) text += `${encodePath(parts.namespace)}/`;
  text += encodePart(parts.name);
  if (parts.version !== undefined) text += `@${encodePart(parts.version)}`;
  const qualifiers = Object.entries(parts.qualifiers ?? {});
  if (qualifiers.length > 0)
    text += `?${qualifiers
      .map(([key, value]) => `${key}=${encodePart(value)}`)
      .sort()
      .join('&')}`;
  if (parts.subpath !== undefined) text += `#${encodePath(parts.subpath)}`;
  return text as Purl;
};

/**
 * Builds the canonical purl of its parts (ECMA-427): names normalised as their type asks (PEP 503 for `pypi`),
 * qualifiers sorted and without empty values. Throws a PurlError-like Error where a part is missing or malformed.
 */
export const buildPurl = (parts: PurlParts): Purl => writeParts(normalizeParts(parts));

/** The purl of a Python project's release: `pkg:pypi/<normalised name>@<version>`. */
export const pypiPurl = (
  name: string,
  version?: string,
  qualifiers?: Readonly<Record<string, string>>,
): Purl =>
  buildPurl({
    type: 'pypi',
    name,
    ...(version === undefined ? {} : { version }),
    ...(qualifiers === undefined ? {} : { qualifiers }),
  });
