import type { CodeFacts } from '../file/types.ts';

const CORE = 'Core metadata specifications';
const rejects = (clause: string): CodeFacts => ({
  source: 'pypi-rejects',
  clause: clause === '' ? CORE : `${CORE}, ${clause}`,
});
const standard = (clause: string): CodeFacts => ({
  source: 'standard',
  clause: clause === '' ? CORE : `${CORE}, ${clause}`,
});
const custody = (clause: string): CodeFacts => ({ source: 'custody', clause });

/**
 * What can be wrong with METADATA or PKG-INFO, who demands otherwise, and where. PyPI judges the values that the uploading tool has
 * read out of the file, never the file itself: it does not see how the file is framed, nor fields that the tool leaves out.
 */
export const METADATA_CODES = {
  'not-utf8': standard(''),
  'byte-order-mark': standard(''),
  'control-character': custody('readers differ on control characters'),
  'bare-carriage-return': custody('readers differ on lone carriage returns'),
  'malformed-line': standard(''),
  'too-large': custody('bounded work'),
  'unknown-field': standard(''),
  'duplicate-field': standard(''),
  'missing-field': rejects(''),
  'empty-field': custody('an empty field says nothing'),
  'newer-field': rejects(''),
  'license-file-early': standard('License-File'),
  'deprecated-field': standard('Deprecated Fields'),
  'metadata-version': rejects('Metadata-Version'),
  'metadata-version-not-on-pypi': rejects('Metadata-Version'),
  'invalid-name': rejects('Name'),
  'invalid-version': rejects('Version'),
  'version-not-canonical': custody('Version specifiers, Normalization'),
  'local-version': { source: 'pypi-rejects', clause: 'Version specifiers, Local version identifiers' },
  'summary-lines': rejects('Summary'),
  'summary-length': { source: 'pypi-rejects', clause: 'PyPI' },
  'description-twice': standard('Description'),
  'description-content-type': rejects('Description-Content-Type'),
  'license-and-expression': { source: 'pypi-rejects', clause: 'PEP 639, License-Expression' },
  'license-expression': rejects('License-Expression'),
  'license-expression-form': { source: 'standard', clause: 'SPDX 2.2, Annex D' },
  'license-expression-deprecated': { source: 'custody', clause: 'PEP 639 asks tools to warn' },
  'license-expression-case': { source: 'custody', clause: 'PEP 639, case normalisation' },
  'license-file-path': rejects('License-File'),
  'license-file-duplicate': custody('a file is listed once'),
  'license-classifier': standard('Classifier'),
  'private-classifier': { source: 'pypi-rejects', clause: 'PyPI, classifiers' },
  'classifier-shape': { source: 'pypi-rejects', clause: 'PyPI, classifiers' },
  'classifier-duplicate': custody('a classifier is listed once'),
  'requires-dist': rejects('Requires-Dist'),
  'requires-dist-url': { source: 'pypi-rejects', clause: 'PyPI, direct dependencies' },
  'requires-python': rejects('Requires-Python'),
  'provides-extra': rejects('Provides-Extra'),
  'provides-extra-form': standard('Provides-Extra'),
  'provides-extra-duplicate': standard('Provides-Extra'),
  'undeclared-extra': custody('an extra that is asked for but never declared cannot be installed'),
  'distribution-requirement': rejects('Provides-Dist, Obsoletes-Dist'),
  email: rejects('Author-email, Maintainer-email'),
  'email-further': standard('Author-email, Maintainer-email'),
  url: rejects('Project-URL, Home-page, Download-URL'),
  'project-url-label': { source: 'pypi-rejects', clause: 'PyPI, Project-URL' },
  'project-url-duplicate': rejects('Project-URL'),
  'keywords-separator': standard('Keywords'),
  dynamic: rejects('Dynamic'),
  'dynamic-unlisted': { source: 'pypi-rejects', clause: 'PyPI, Dynamic' },
  'import-name': rejects('Import-Name'),
  'import-name-ambiguous': standard('Import-Name'),
  'import-name-parent': standard('Import-Name'),
  'more-problems': custody('bounded work'),
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type MetadataCode = keyof typeof METADATA_CODES;
