import type { Rule } from '@custody/findings';
import type { PinRule } from '../rule.ts';
import { withoutIndex } from './without-index.ts';

const rule: Rule = {
  id: 'name/young-lookalike',
  title: 'A dependency that resembles a popular project is no newcomer',
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  why: 'A name that resembles a popular one and is some weeks old is one registered for it.',
  todo: 'Look at who publishes it, and since when.',
  online: true,
};

/** Needs to know how old projects are: an index does. */
export const youngLookalike: PinRule = {
  rule,
  judge: (view) => withoutIndex(view, 'how old projects are', undefined, ''),
};
