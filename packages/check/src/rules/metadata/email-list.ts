import { metadataRule } from './metadata-rule.ts';

export const emailList = metadataRule(
  {
    id: 'metadata/email-list',
    title: 'Further addresses of Author-email and Maintainer-email are addresses',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications, Author-email, Maintainer-email',
    why: 'Mail to them cannot arrive.',
    todo: 'Correct the address or remove it.',
  },
  ['email-further'],
);
