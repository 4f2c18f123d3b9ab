import { recordRule } from './record-rule.ts';

export const hashCanonical = recordRule(
  {
    id: 'record/hash-canonical',
    title: 'One digest has one spelling in RECORD',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    standard: 'RFC 4648, 3.5',
    why: 'The unused bits of the last character can hide data, and readers that compare text find a difference.',
    todo: 'Build RECORD again with a base64 encoder that leaves unused bits zero.',
  },
  ['hash-spare-bits'],
);
