import { metadataRule } from './metadata-rule.ts';

export const licenseFilePath = metadataRule(
  {
    id: 'metadata/license-file-path',
    title: 'License-File is a plain path inside the artifact',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, License-File; PEP 639',
    why: 'A path that leaves the artifact names a file of whoever reads it; PyPI refuses it.',
    todo: 'Name each file by its path with "/", without "..", "*" or a leading slash.',
  },
  ['license-file-path'],
);
