import { metadataRule } from './metadata-rule.ts';

export const projectUrlLabel = metadataRule(
  {
    id: 'metadata/project-url-label',
    title: 'Every Project-URL has a label of its own of at most 32 characters',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Project-URL',
    why: 'PyPI refuses the upload.',
    todo: 'Give each URL a short label that no other has.',
  },
  ['project-url-label', 'project-url-duplicate'],
);
