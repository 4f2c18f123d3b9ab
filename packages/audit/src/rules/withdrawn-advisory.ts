import type { Rule } from '@custody/findings';

export const WITHDRAWN_ADVISORY: Rule = {
  id: 'audit/withdrawn-advisory',
  title: 'No advisory that names a component was withdrawn',
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  standard: 'OSV 1.7.5, withdrawn field',
  why: 'The database took the advisory back; it is told so that nobody wonders where a finding went.',
  todo: 'Nothing, unless another source says that the advisory stands',
};
