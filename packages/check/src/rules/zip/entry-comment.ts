import { zipRule } from './zip-rule.ts';

export const entryComment = zipRule(
  {
    id: 'zip/entry-comment',
    title: 'Entries have no comments',
    severity: 'high',
    confidence: 'high',
    sources: ['pypi-rejects'],
    standard: 'APPNOTE 6.3.10, 4.4.18; PyPI archive rules',
    why: 'A comment is unreviewed data inside the directory, and PyPI refuses the upload.',
    todo: 'Rebuild the archive without entry comments.',
  },
  ['entry-comment'],
);
