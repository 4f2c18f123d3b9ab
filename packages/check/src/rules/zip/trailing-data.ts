import { zipRule } from './zip-rule.ts';

export const trailingData = zipRule(
  {
    id: 'zip/trailing-data',
    title: 'The archive ends with its end record',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.16; PyPI archive rules',
    why: 'Bytes behind the end belong to nothing that was reviewed, and readers differ in whether they search them for a second directory.',
    attack: 'A second archive appended to a reviewed one.',
    todo: 'Rebuild the archive; nothing may follow the end record.',
  },
  ['trailing-data'],
);
