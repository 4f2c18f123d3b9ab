import type { CoreMetadata } from '@custody/python';
import { canonicalVersion, normalizeName } from '@custody/python';
import type { Component } from '../../bill/types.ts';
import { compact, filled } from '../../compact/compact.ts';
import { pypiPurl } from '../../purl/index.ts';
import { authorsOf, supplierOf } from './contacts.ts';
import { licensesOf } from './licenses.ts';
import { referencesOf } from './references.ts';

const text = (value: string | undefined): string | undefined => {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === '' || trimmed === 'UNKNOWN' ? undefined : trimmed;
};

/** The release that METADATA or PKG-INFO describes; undefined where it has no name or no version. */
export type ProjectIdentity = {
  readonly name: string;
  readonly normalized: string;
  readonly version: string;
};

export const identityOfProject = (metadata: CoreMetadata): ProjectIdentity | undefined => {
  const [name, version] = [text(metadata.name), text(metadata.version)];
  if (name === undefined || version === undefined) return undefined;
  return { name, normalized: normalizeName(name), version: canonicalVersion(version) ?? version };
};

/**
 * A Python project's release as a component, from its core metadata: purl `pkg:pypi/<normalised>@<version>`, licences, supplier,
 * authors, links. `fileName` goes into the purl's `file_name` (purl type definition of PyPI). Undefined where METADATA names no release.
 */
export const projectComponent = (metadata: CoreMetadata, fileName?: string): Component | undefined => {
  const identity = identityOfProject(metadata);
  if (identity === undefined || identity.normalized === '') return undefined;
  const references = referencesOf(metadata);
  const purl = pypiPurl(
    identity.name,
    identity.version,
    fileName === undefined ? undefined : { file_name: fileName },
  );
  const sites = references.filter(({ type }) => type === 'website' || type === 'vcs').map(({ url }) => url);
  return compact({
    ref: purl,
    type: 'library' as const,
    name: identity.name,
    version: identity.version,
    description: text(metadata.summary),
    purl,
    supplier: supplierOf(metadata, sites.slice(0, 1)),
    authors: filled(authorsOf(metadata)),
    licenses: filled(licensesOf(metadata)),
    externalReferences: filled(references),
  });
};
