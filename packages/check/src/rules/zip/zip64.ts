import { zipRule } from './zip-rule.ts';

export const zip64 = zipRule(
  {
    id: 'zip/zip64',
    title: 'ZIP64 records are well formed and used only where needed',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.14-4.3.15, 4.5.3',
    why: 'Sizes and offsets come from two places; where they disagree, readers disagree.',
    attack: 'A size that one parser takes from the 32-bit field and another from the ZIP64 field.',
    todo: 'Rebuild the archive with a tool that writes ZIP64 correctly.',
  },
  ['zip64', 'zip64-mismatch'],
);
