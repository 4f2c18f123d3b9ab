import type { Rule } from '../types.ts';

export const UNMATCHED_IGNORE: Rule = {
  id: 'policy/unmatched-ignore',
  title: 'Every ignore in the policy ignores something',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'An ignore that covers nothing today will silently cover whatever comes to match it tomorrow.',
  todo: 'Remove the ignore, or correct its path, entry or digest',
};
