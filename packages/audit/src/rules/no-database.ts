import type { Rule } from '@custody/findings';

export const NO_DATABASE: Rule = {
  id: 'audit/no-database',
  title: 'An advisory database is at hand',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'Without advisories nothing can be said about known vulnerabilities.',
  todo: 'Run custody db sync once',
};
