import { metadataRule } from './metadata-rule.ts';

export const requirements = metadataRule(
  {
    id: 'metadata/requirements',
    title: 'Every requirement is one',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Requires-Dist; Dependency specifiers',
    why: 'Installers fail on the file or pass over the dependency; PyPI refuses it.',
    todo: 'Write the requirement as the dependency specifiers standard defines it.',
  },
  ['requires-dist', 'distribution-requirement'],
);
