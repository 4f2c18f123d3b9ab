import { metadataRule } from './metadata-rule.ts';

export const email = metadataRule(
  {
    id: 'metadata/email',
    title: 'Author-email and Maintainer-email hold an address',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Core metadata specifications, Author-email, Maintainer-email',
    why: 'Nobody who finds a vulnerability can write to it; PyPI refuses it.',
    todo: 'Write an address that mail can be sent to, or leave the field out.',
  },
  ['email'],
);
