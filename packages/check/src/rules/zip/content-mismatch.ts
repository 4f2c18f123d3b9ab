import { zipRule } from './zip-rule.ts';

export const contentMismatch = zipRule(
  {
    id: 'zip/content-mismatch',
    title: 'Every entry inflates to its declared size and CRC',
    severity: 'critical',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.4.7-4.4.9',
    why: 'The bytes are not those that were packed: damaged in transit, or changed by hand.',
    attack: 'A patched entry; data hidden behind the end of its compressed stream.',
    todo: 'Copy or download the file again; if it stays so, rebuild it.',
  },
  ['content-mismatch'],
);
