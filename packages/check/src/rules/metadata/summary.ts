import { metadataRule } from './metadata-rule.ts';

export const summary = metadataRule(
  {
    id: 'metadata/summary',
    title: 'Summary is one line of at most 512 characters',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Summary',
    why: 'PyPI refuses the upload.',
    todo: 'Shorten it to one line; the rest belongs in the description.',
  },
  ['summary-lines', 'summary-length'],
);
