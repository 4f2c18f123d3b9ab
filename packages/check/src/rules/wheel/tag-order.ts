import { filenameRule } from './filename-rule.ts';

export const tagOrder = filenameRule(
  {
    id: 'wheel/tag-order',
    title: 'Compressed tag sets are sorted',
    severity: 'info',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Platform compatibility tags, Compressed Tag Sets',
    why: 'One set of tags has one spelling, so that one wheel has one name.',
    todo: 'Sort the tags between the full stops.',
  },
  ['tag-order'],
);
