import { filenameRule } from './filename-rule.ts';

export const versionCanonical = filenameRule(
  {
    id: 'wheel/version-canonical',
    title: 'The file name holds the normalised version',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Binary distribution format, Escaping and Unicode',
    why: 'Tools that compare text take it for another version.',
    todo: 'Build the wheel with a current build backend.',
  },
  ['version-not-canonical'],
);
