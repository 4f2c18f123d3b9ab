import { metadataRule } from './metadata-rule.ts';

export const singleUseFields = metadataRule(
  {
    id: 'metadata/single-use-fields',
    title: 'Fields that may stand once do',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications',
    why: 'One reader takes the first of the two and another the last: they then know two different projects.',
    todo: 'Keep one of them.',
  },
  ['duplicate-field'],
);
