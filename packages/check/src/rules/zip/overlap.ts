import { zipRule } from './zip-rule.ts';

export const overlap = zipRule(
  {
    id: 'zip/overlap',
    title: 'No two entries share bytes',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.6',
    why: 'Shared bytes are one file to one reader and another file to the next, and let a small archive unpack to a huge one.',
    attack: 'Overlapping entries: the non-recursive bomb, and content that changes with the parser.',
    todo: 'Do not install this file. Rebuild the archive from its sources.',
  },
  ['overlap'],
);
