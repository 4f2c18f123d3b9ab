import type { Rule } from '@custody/findings';

export const AFFECTED_ADMITTED: Rule = {
  id: 'audit/affected-admitted',
  title: 'A requirement admits no affected version',
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 440, Version specifiers',
  why: 'Which version is installed is left open; among those that may be, some have known flaws.',
  todo: 'Raise the lower bound over the flaws, or pin what is installed in a lock',
};
