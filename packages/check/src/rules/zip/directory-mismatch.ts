import { zipRule } from './zip-rule.ts';

export const directoryMismatch = zipRule(
  {
    id: 'zip/directory-mismatch',
    title: 'The central directory is where and as large as the end record says',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.4.21-4.4.24',
    why: 'Readers that trust the count, the size or the offset see different lists of files.',
    attack: 'A directory that some readers find and others do not.',
    todo: 'Rebuild the archive with a tool that writes a correct end record.',
  },
  ['directory-mismatch'],
);
