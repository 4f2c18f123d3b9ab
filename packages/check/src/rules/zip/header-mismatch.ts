import { zipRule } from './zip-rule.ts';

export const headerMismatch = zipRule(
  {
    id: 'zip/header-mismatch',
    title: 'Local headers and central directory agree on names and sizes',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.7, 4.3.12',
    why: 'One reader uses the local header, another the directory: the same entry gets two names or two lengths.',
    attack: 'A module that is named harmlessly in the directory and differently where it is unpacked.',
    todo: 'Do not install this file. Rebuild the archive from its sources.',
  },
  ['header-mismatch'],
);
