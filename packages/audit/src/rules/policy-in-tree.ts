import type { Rule } from '@custody/findings';

export const POLICY_IN_TREE: Rule = {
  id: 'audit/policy-in-tree',
  title: 'No policy lies inside the tree that is judged',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'A policy that comes with what is judged could hide its own faults; it was not obeyed.',
  attack: 'A pull request brings a configuration file that ignores the vulnerability it introduces.',
  todo: 'Invoke custody where the policy lies, or name it with --policy',
};
