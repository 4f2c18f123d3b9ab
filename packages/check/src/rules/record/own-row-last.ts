import { recordRule } from './record-rule.ts';

export const ownRowLast = recordRule(
  {
    id: 'record/own-row-last',
    title: 'The row of RECORD itself is the last',
    severity: 'info',
    confidence: 'high',
    sources: ['custody'],
    why: 'A reader that meets the row last knows that it has seen all of the file.',
    todo: 'Nothing need be done; tools that write RECORD anew put it last.',
  },
  ['own-row-not-last'],
);
