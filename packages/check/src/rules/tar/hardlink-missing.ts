import { tarRule } from './tar-rule.ts';

export const hardlinkMissing = tarRule(
  {
    id: 'tar/hardlink-missing',
    title: 'Hard links name a member that came before',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'POSIX.1-2017, ustar',
    why: 'The link cannot be made, or is made to a file that was there already.',
    todo: 'Store the file itself.',
  },
  ['hardlink-missing'],
);
