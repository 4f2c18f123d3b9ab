import { tarRule } from './tar-rule.ts';

export const nameEncoding = tarRule(
  {
    id: 'tar/name-encoding',
    title: 'Names are UTF-8',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard', 'custody'],
    standard: 'POSIX.1-2017, pax',
    why: 'Readers decode the name differently, so that one file has two names.',
    todo: 'Write names as UTF-8.',
  },
  ['name-encoding'],
);
