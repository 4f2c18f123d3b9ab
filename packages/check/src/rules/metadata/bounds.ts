import { metadataRule } from './metadata-rule.ts';

export const bounds = metadataRule(
  {
    id: 'metadata/bounds',
    title: 'The metadata can be read to its end',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    why: 'What lies behind the bounds of memory and work is not looked at, so that nothing is known of it.',
    todo: 'Find out what filled the metadata; honest files stay far below these bounds.',
  },
  ['too-large', 'more-problems'],
);
