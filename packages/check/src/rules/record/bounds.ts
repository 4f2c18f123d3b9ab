import { recordRule } from './record-rule.ts';

export const bounds = recordRule(
  {
    id: 'record/bounds',
    title: 'RECORD can be judged whole',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    why: 'Behind the limit nothing is known about the rows.',
    todo: 'Build RECORD again; if the wheel really has so many files, split it.',
  },
  ['too-large', 'more-problems'],
);
