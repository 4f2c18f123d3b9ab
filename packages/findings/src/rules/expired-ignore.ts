import type { Rule } from '../types.ts';

export const EXPIRED_IGNORE: Rule = {
  id: 'policy/expired-ignore',
  title: 'Every ignore in the policy is still in force',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'An exception was granted until a day that has passed; what it covered counts again, and someone has to decide anew.',
  todo: 'Mend what the ignore covered, or renew its expiry with a reason that is true today',
};
