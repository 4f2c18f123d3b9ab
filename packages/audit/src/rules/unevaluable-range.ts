import type { Rule } from '@custody/findings';

export const UNEVALUABLE_RANGE: Rule = {
  id: 'audit/unevaluable-range',
  title: 'Every advisory that names a component can be judged',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'OSV 1.7.5, Evaluation',
  why: 'An advisory whose range cannot be understood may or may not apply; to call the component unaffected would be a guess.',
  todo: 'Read the advisory; if it does not apply, accept that in the policy with a reason',
};
