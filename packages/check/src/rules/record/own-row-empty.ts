import { recordRule } from './record-rule.ts';

export const ownRowEmpty = recordRule(
  {
    id: 'record/own-row-empty',
    title: 'RECORD gives no hash or size of itself',
    severity: 'low',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Binary distribution format, The .dist-info directory',
    why: 'A file cannot contain its own hash: whatever stands there is wrong.',
    todo: 'Leave hash and size of the row of RECORD empty.',
  },
  ['own-row-not-empty'],
);
