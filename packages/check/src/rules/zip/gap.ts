import { zipRule } from './zip-rule.ts';

export const gap = zipRule(
  {
    id: 'zip/gap',
    title: 'No bytes lie between the entries',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.6; PyPI archive rules',
    why: 'Bytes that belong to no entry are not reviewed by anybody, yet a reader that walks from the front may take them for an entry.',
    attack: 'Entries hidden between the listed ones.',
    todo: 'Rebuild the archive without gaps.',
  },
  ['gap'],
);
