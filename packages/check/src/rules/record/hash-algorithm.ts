import { recordRule } from './record-rule.ts';

export const hashAlgorithm = recordRule(
  {
    id: 'record/hash-algorithm',
    title: 'RECORD hashes with SHA-256 or better',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Binary distribution format, The .dist-info directory',
    why: 'MD5 and SHA-1 can be forged, and a hash that a reader does not know protects nothing.',
    todo: 'Build RECORD again with SHA-256.',
  },
  ['weak-hash', 'unknown-hash'],
);
