import { metadataRule } from './metadata-rule.ts';

export const emptyFields = metadataRule(
  {
    id: 'metadata/empty-fields',
    title: 'No field is empty',
    severity: 'info',
    confidence: 'high',
    sources: ['custody'],
    why: 'An empty field says nothing, and some readers take it for a value.',
    todo: 'Leave the field out.',
  },
  ['empty-field'],
);
