import { recordRule } from './record-rule.ts';

export const duplicateRow = recordRule(
  {
    id: 'record/duplicate-row',
    title: 'RECORD lists each file once',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'Of two rows one reader takes the first and another the last: which hash counts depends on the reader.',
    todo: 'Build RECORD again so that each file has one row.',
  },
  ['duplicate-row'],
);
