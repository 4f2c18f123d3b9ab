import { metadataRule } from './metadata-rule.ts';

export const keywords = metadataRule(
  {
    id: 'metadata/keywords',
    title: 'Keywords are parted by commas',
    severity: 'info',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications, Keywords',
    why: 'Readers take the whole list for one keyword.',
    todo: 'Put commas between them.',
  },
  ['keywords-separator'],
);
