import { PackageURL } from 'packageurl-js';
import { normalizeName } from '@custody/python';
import { encodePart } from './encode.ts';
import type { Purl, PurlParts } from './types.ts';

const encodePath = (path: string): string => path.split('/').map(encodePart).join('/');

/** Applies what a package type asks of its names. Throws where a required part is missing or has a character it may not have. */
export const normalizeParts = (parts: PurlParts): PurlParts => {
  const { type, namespace, name, version, qualifiers, subpath } = new PackageURL(
    parts.type,
    parts.namespace,
    parts.name,
    parts.version,
    parts.qualifiers,
    parts.subpath,
  );
  return {
    type,
    ...(namespace ? { namespace } : {}),
    // The purl type definition of PyPI follows PEP 503, which also folds dots and runs of separators.
    name: type === 'pypi' ? normalizeName(name) : name,
    ...(version ? { version } : {}),
    ...(qualifiers !== undefined && Object.keys(qualifiers).length > 0
      ? { qualifiers: { ...qualifiers } }
      : {}),
    ...(subpath ? { subpath } : {}),
  };
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
