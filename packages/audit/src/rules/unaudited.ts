import type { Rule } from '@custody/findings';

export const UNAUDITED: Rule = {
  id: 'audit/unaudited',
  title: 'Every entry of an input can be held against advisories',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'What no advisory can be held against is not known to be free of flaws.',
  todo: 'Give what is missing: a lock file, the installed environment, or the file that the entry names',
};
