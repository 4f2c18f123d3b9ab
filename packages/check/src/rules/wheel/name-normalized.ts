import { filenameRule } from './filename-rule.ts';

export const nameNormalized = filenameRule(
  {
    id: 'wheel/name-normalized',
    title: 'The file name begins with the normalised project name',
    severity: 'medium',
    confidence: 'high',
    sources: ['pypi-rejects', 'standard'],
    standard: 'Binary distribution format, Escaping and Unicode',
    why: 'Tools must still read such names, but PyPI takes no new file under one.',
    todo: 'Build the wheel with a current build backend.',
  },
  ['name-not-normalized'],
);
