import type { Rule } from '@custody/findings';

export const PROJECT_STATUS: Rule = {
  id: 'audit/project-status',
  title: 'Every project is active',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  standard: 'PEP 792',
  why: 'Nobody mends the flaws of an archived or deprecated project, and a quarantined one is under suspicion.',
  attack: 'An index quarantines a project while it looks into malware.',
  todo: 'Find out what takes its place',
};
