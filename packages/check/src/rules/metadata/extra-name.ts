import { metadataRule } from './metadata-rule.ts';

export const extraName = metadataRule(
  {
    id: 'metadata/extra-name',
    title: 'Every extra is a name',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Provides-Extra',
    why: 'An extra that is no name cannot be asked for; PyPI refuses it.',
    todo: 'Use ASCII letters and digits, with ".", "-" and "_" only between them.',
  },
  ['provides-extra'],
);
