import { metadataRule } from './metadata-rule.ts';

export const dynamic = metadataRule(
  {
    id: 'metadata/dynamic',
    title: 'Dynamic names fields that may be dynamic',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Dynamic; PEP 643',
    why: 'Which release this is must not change from sdist to wheel; PyPI refuses it.',
    todo: 'Name only existing fields, never Name, Version or Metadata-Version.',
  },
  ['dynamic', 'dynamic-unlisted'],
);
