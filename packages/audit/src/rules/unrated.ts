import type { Rule } from '@custody/findings';

export const UNRATED: Rule = {
  id: 'audit/unrated',
  title: 'Every known vulnerability has been rated',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'Nobody has said how bad this flaw is; not rated does not mean harmless. The policy says what it counts as (unrated).',
  todo: 'Read the advisory and decide: move to a fixed version, or accept it in the policy with a reason and an end',
};
