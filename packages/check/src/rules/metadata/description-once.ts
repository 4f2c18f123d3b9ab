import { metadataRule } from './metadata-rule.ts';

export const descriptionOnce = metadataRule(
  {
    id: 'metadata/description-once',
    title: 'The description is given once',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications, Description',
    why: 'Some tools show the field, others what follows the fields.',
    todo: 'Leave the Description field out.',
  },
  ['description-twice'],
);
