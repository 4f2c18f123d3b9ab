import { tarRule } from './tar-rule.ts';

export const paxRecord = tarRule(
  {
    id: 'tar/pax-record',
    title: 'Extended headers are well formed',
    severity: 'high',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'POSIX.1-2017, pax',
    why: 'A malformed record is skipped by one reader and obeyed by another: path and size then differ.',
    attack: 'A parser differential on pax headers.',
    todo: 'Rebuild the archive.',
  },
  ['pax-record', 'pax-duplicate-key'],
);
