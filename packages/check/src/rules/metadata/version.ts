import { metadataRule } from './metadata-rule.ts';

export const version = metadataRule(
  {
    id: 'metadata/version',
    title: 'Version is a version',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Version; Version specifiers',
    why: 'Installers cannot order it among other releases; they ignore the file or fail.',
    todo: 'Give the release a version as the version specifiers standard defines it.',
  },
  ['invalid-version'],
);
