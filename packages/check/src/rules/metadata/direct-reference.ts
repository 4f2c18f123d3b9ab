import { metadataRule } from './metadata-rule.ts';

export const directReference = metadataRule(
  {
    id: 'metadata/direct-reference',
    title: 'No dependency is fetched from a URL',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects'],
    standard: 'PyPI, direct dependencies',
    why: 'Whoever holds the URL decides, at each installation anew, what code is installed; no index keeps it, and PyPI refuses it.',
    todo: 'Depend on a released version.',
  },
  ['requires-dist-url'],
);
