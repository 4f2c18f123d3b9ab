import type { Rule } from '../types.ts';

export const UNKNOWN_RULE: Rule = {
  id: 'policy/unknown-rule',
  title: 'Every rule that the policy names exists',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'A misspelt rule is not ignored, though whoever wrote the policy believes that it is.',
  todo: 'Correct the rule id; custody check --list-rules prints all of them',
};
