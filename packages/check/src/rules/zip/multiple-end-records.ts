import { zipRule } from './zip-rule.ts';

export const multipleEndRecords = zipRule(
  {
    id: 'zip/multiple-end-records',
    title: 'There is exactly one end of central directory record',
    severity: 'critical',
    confidence: 'high',
    sources: ['pypi-rejects', 'custody'],
    standard: 'APPNOTE 6.3.10, 4.3.16',
    why: 'Which list of files counts depends on where a reader begins to search for the end record.',
    attack: 'Two directories in one file: a scanner lists one, the installer unpacks the other.',
    todo: 'Rebuild the archive with one central directory.',
  },
  ['multiple-end-records'],
);
