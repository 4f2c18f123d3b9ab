import { recordRule } from './record-rule.ts';

export const sizePresent = recordRule(
  {
    id: 'record/size-present',
    title: 'RECORD has a size for every file but itself',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'A size is checked before anything is hashed; without it the standard itself discourages the row.',
    todo: 'Build RECORD again with sizes.',
  },
  ['missing-size'],
);
