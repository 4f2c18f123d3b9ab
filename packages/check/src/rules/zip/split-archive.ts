import { zipRule } from './zip-rule.ts';

export const splitArchive = zipRule(
  {
    id: 'zip/split-archive',
    title: 'The archive is one disk',
    severity: 'high',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.4.19-4.4.20',
    why: 'Split archives cannot be installed, and readers differ in whether they notice.',
    todo: 'Rebuild the archive as a single file.',
  },
  ['split-archive'],
);
