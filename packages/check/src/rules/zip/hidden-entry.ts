import { zipRule } from './zip-rule.ts';

export const hiddenEntry = zipRule(
  {
    id: 'zip/hidden-entry',
    title: 'Every local entry is listed in the central directory',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.12',
    why: 'A reader that streams from the front unpacks files that a reader of the directory never sees.',
    attack:
      'A file that is installed by a streaming installer and invisible to a scanner (the ZIP confusion attack on wheels, 2025).',
    todo: 'Do not install this file. Rebuild the archive from its sources.',
  },
  ['hidden-entry'],
);
