import { recordRule } from './record-rule.ts';

export const hashPresent = recordRule(
  {
    id: 'record/hash-present',
    title: 'RECORD has a hash for every file but itself',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Binary distribution format, The .dist-info directory',
    why: 'Without a hash nobody can tell whether the file is the one that was built.',
    todo: 'Build RECORD again with a SHA-256 for every file.',
  },
  ['missing-hash'],
);
