import type { Rule } from '@custody/findings';
import type { PinRule } from '../rule.ts';
import { withoutIndex } from './without-index.ts';

const rule: Rule = {
  id: 'name/own-lookalike',
  title: 'No project has a name that resembles that of this one',
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Who wants to reach the users of a project registers names that resemble its own.',
  todo: 'Tell the index of it.',
  online: true,
};

/** Needs to know which other names resemble this project's own: an index does. */
export const ownLookalike: PinRule = {
  rule,
  judge: (view) => withoutIndex(view, "which other names resemble this project's own"),
};
