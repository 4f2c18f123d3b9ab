import { recordRule } from './record-rule.ts';

export const hashForm = recordRule(
  {
    id: 'record/hash-form',
    title: 'Hashes in RECORD are written as URL-safe base64 without padding',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Recording installed projects, The RECORD file',
    why: 'Readers that compare text find that such a hash differs from the right one, others accept it.',
    todo: 'Build RECORD again with a tool that writes hashes as the standard says.',
  },
  ['malformed-hash', 'hash-padding', 'hash-alphabet', 'hash-length'],
);
