import { zipRule } from './zip-rule.ts';

export const missingLocalHeader = zipRule(
  {
    id: 'zip/missing-local-header',
    title: 'Every listed entry has its local header',
    severity: 'critical',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.7',
    why: 'The directory names a file that is not there; readers fail or take other bytes for it.',
    todo: 'Rebuild the archive.',
  },
  ['missing-local-header'],
);
