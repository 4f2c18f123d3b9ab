import { recordRule } from './record-rule.ts';

export const quoting = recordRule(
  {
    id: 'record/quoting',
    title: 'RECORD is quoted as every CSV reader expects',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'CSV readers differ on stray quotes and control characters, so that they see different names.',
    todo: 'Rename the file, or quote its row as the csv module of Python does.',
  },
  ['control-character', 'quoting'],
);
