import { metadataRule } from './metadata-rule.ts';

export const name = metadataRule(
  {
    id: 'metadata/name',
    title: 'Name is a project name',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Name',
    why: 'An index cannot hold it and an installer cannot ask for it.',
    todo: 'Use ASCII letters and digits, with ".", "-" and "_" only between them.',
  },
  ['invalid-name'],
);
