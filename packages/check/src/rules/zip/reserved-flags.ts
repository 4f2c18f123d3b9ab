import { zipRule } from './zip-rule.ts';

export const reservedFlags = zipRule(
  {
    id: 'zip/reserved-flags',
    title: 'Only known flags are set',
    severity: 'medium',
    confidence: 'high',
    sources: ['custody'],
    standard: 'APPNOTE 6.3.10, 4.4.4',
    why: 'What a reader makes of unknown flags is its own choice.',
    todo: 'Rebuild the archive with a standard tool.',
  },
  ['reserved-flags'],
);
