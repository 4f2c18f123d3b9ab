import { zipRule } from './zip-rule.ts';

export const zip64 = zipRule(
  {
    id: 'zip/zip64',
    title: 'ZIP64 records and fields are well formed',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.14-4.3.15, 4.5.3',
    why: 'Where a size or an offset is missing, misplaced or padded, readers guess it, and guesses differ.',
    todo: 'Rebuild the archive with a tool that writes ZIP64 correctly.',
  },
  ['zip64'],
);
