import { metadataRule } from './metadata-rule.ts';

export const extraUnique = metadataRule(
  {
    id: 'metadata/extra-unique',
    title: 'Every extra is declared once',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications, Provides-Extra; PEP 685',
    why: 'Two extras that differ in spelling only are one for a new installer and two for an old one: they install different things.',
    todo: 'Make them one, or give them different names.',
  },
  ['provides-extra-duplicate'],
);
