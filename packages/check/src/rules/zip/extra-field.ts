import { zipRule } from './zip-rule.ts';

export const extraField = zipRule(
  {
    id: 'zip/extra-field',
    title: 'Extra fields are well formed',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.5',
    why: 'Malformed or repeated fields are read differently by different parsers, sizes among them.',
    todo: 'Rebuild the archive with a tool that writes extra fields correctly.',
  },
  ['extra-field'],
);
