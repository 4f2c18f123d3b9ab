import { zipRule } from './zip-rule.ts';

export const prefixedData = zipRule(
  {
    id: 'zip/prefixed-data',
    title: 'The first entry begins at the first byte',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.6; PyPI archive rules',
    why: 'A reader that starts at the front sees the prefix, one that starts at the end does not: the file can be two things at once.',
    attack: 'A file that is a script or another archive to one tool and a wheel to the next.',
    todo: 'Rebuild the archive without anything before its first entry.',
  },
  ['prefixed-data'],
);
