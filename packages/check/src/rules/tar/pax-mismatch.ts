import { tarRule } from './tar-rule.ts';

export const paxMismatch = tarRule(
  {
    id: 'tar/pax-mismatch',
    title: 'Extended headers agree with the headers they extend',
    severity: 'critical',
    confidence: 'high',
    sources: ['custody'],
    standard: 'POSIX.1-2017, pax',
    why: 'A reader that ignores pax sees another size or path; with a wrong size it takes content for headers.',
    attack:
      'The size disagreement by which one tar library unpacks files that another never sees (CVE-2025-62518).',
    todo: 'Do not install this file. Rebuild the archive from its sources.',
  },
  ['pax-size-mismatch', 'pax-path-mismatch'],
);
