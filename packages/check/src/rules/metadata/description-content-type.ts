import { metadataRule } from './metadata-rule.ts';

export const descriptionContentType = metadataRule(
  {
    id: 'metadata/description-content-type',
    title: 'Description-Content-Type is one that PyPI can show',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Description-Content-Type',
    why: 'PyPI refuses the upload.',
    todo: 'Use text/markdown, text/x-rst or text/plain, with charset UTF-8.',
  },
  ['description-content-type'],
);
