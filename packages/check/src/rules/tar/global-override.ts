import { tarRule } from './tar-rule.ts';

export const globalOverride = tarRule(
  {
    id: 'tar/global-override',
    title: 'No global header sets paths or sizes',
    severity: 'high',
    confidence: 'high',
    sources: ['custody'],
    standard: 'POSIX.1-2017, pax',
    why: 'One record changes every member behind it, in readers that support it.',
    todo: 'Rebuild the archive without global headers of that kind.',
  },
  ['global-override'],
);
