import { zipRule } from './zip-rule.ts';

export const dataDescriptor = zipRule(
  {
    id: 'zip/data-descriptor',
    title: 'Sizes stand in the headers, not behind the data',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.9; PyPI archive rules',
    why: 'A streaming reader must guess where the entry ends, and guesses differ.',
    attack: 'Data that imitates a descriptor and ends an entry early.',
    todo: 'Write the archive to a seekable file, so that sizes are known in the headers.',
  },
  ['data-descriptor'],
);
