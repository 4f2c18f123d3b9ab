import { metadataRule } from './metadata-rule.ts';

export const knownFields = metadataRule(
  {
    id: 'metadata/known-fields',
    title: 'Every field exists in core metadata',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Core metadata specifications',
    why: 'Tools pass over a field that they do not know: what it was to say is lost.',
    todo: 'Correct the name of the field, or move what it says where it belongs.',
  },
  ['unknown-field'],
);
