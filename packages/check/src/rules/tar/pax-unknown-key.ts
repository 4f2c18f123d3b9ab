import { tarRule } from './tar-rule.ts';

export const paxUnknownKey = tarRule(
  {
    id: 'tar/pax-unknown-key',
    title: 'Extended headers hold only known keywords',
    severity: 'low',
    confidence: 'high',
    sources: ['custody'],
    standard: 'POSIX.1-2017, pax',
    why: 'What a reader makes of an unknown keyword is its own choice.',
    todo: 'Leave vendor keywords out.',
  },
  ['pax-unknown-key'],
);
