import { metadataRule } from './metadata-rule.ts';

export const metadataVersion = metadataRule(
  {
    id: 'metadata/metadata-version',
    title: 'Metadata-Version is one that exists and that PyPI takes',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Metadata-Version',
    why: 'A tool that does not know the version must not guess what the fields mean.',
    todo: 'Build it with a backend that writes a version from 1.0 to 2.5.',
  },
  ['metadata-version', 'metadata-version-not-on-pypi'],
);
