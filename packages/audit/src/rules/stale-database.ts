import type { Rule } from '@custody/findings';

export const STALE_DATABASE: Rule = {
  id: 'audit/stale-database',
  title: 'The advisory database is recent',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'What was published since the database was last read is not in this report.',
  todo: 'Run custody db sync',
};
