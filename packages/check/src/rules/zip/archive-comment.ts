import { zipRule } from './zip-rule.ts';

export const archiveComment = zipRule(
  {
    id: 'zip/archive-comment',
    title: 'The archive has no comment',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    standard: 'APPNOTE 6.3.10, 4.4.26',
    why: 'A comment is unreviewed data behind the directory in which an end record can be hidden.',
    todo: 'Rebuild the archive without a comment.',
  },
  ['archive-comment'],
);
