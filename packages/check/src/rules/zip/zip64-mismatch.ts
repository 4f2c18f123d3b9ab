import { zipRule } from './zip-rule.ts';

export const zip64Mismatch = zipRule(
  {
    id: 'zip/zip64-mismatch',
    title: 'ZIP64 values agree with the fields that they extend',
    severity: 'high',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.14, 4.4.1.4, 4.5.3',
    why: 'Sizes, counts and offsets stand in two places; some readers take the one and some the other.',
    attack: 'A size that one parser takes from the 32-bit field and another from the ZIP64 field.',
    todo: 'Rebuild the archive with a tool that writes ZIP64 values only where they are needed.',
  },
  ['zip64-mismatch'],
);
