import { filenameRule } from './filename-rule.ts';

export const tagForm = filenameRule(
  {
    id: 'wheel/tag-form',
    title: 'Tags are written once and in lower case',
    severity: 'low',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'Platform compatibility tags, Compressed Tag Sets',
    why: 'Tools that compare text do not recognise the tag.',
    todo: 'Let the build backend name the file.',
  },
  ['tag-case', 'tag-duplicate'],
);
