import { tarRule } from './tar-rule.ts';

export const truncated = tarRule(
  {
    id: 'tar/truncated',
    title: 'The archive is complete',
    severity: 'critical',
    confidence: 'high',
    sources: ['standard'],
    standard: 'POSIX.1-2017, ustar',
    why: 'Part of the file is missing.',
    todo: 'Copy or download the file again and compare its SHA-256 with the one recorded when it was built.',
  },
  ['truncated'],
);
