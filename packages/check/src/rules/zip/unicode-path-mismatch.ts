import { zipRule } from './zip-rule.ts';

export const unicodePathMismatch = zipRule(
  {
    id: 'zip/unicode-path-mismatch',
    title: 'The Unicode path field repeats the name',
    severity: 'critical',
    confidence: 'high',
    sources: ['custody'],
    standard: 'APPNOTE 6.3.10, 4.6.9',
    why: 'Readers that honour the field unpack the file under another name than those that do not.',
    attack: 'One entry with two names.',
    todo: 'Rebuild the archive without Unicode path extra fields.',
  },
  ['unicode-path-mismatch'],
);
