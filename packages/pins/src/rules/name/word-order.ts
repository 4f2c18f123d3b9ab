import type { Rule } from '@custody/findings';
import { type PinRule, quoted } from '../rule.ts';
import { suspectsOf, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/word-order',
  title: 'A dependency is not a popular name with its words turned round',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Who remembers the words and not their order installs whatever has that name.',
  todo: 'Compare the name with the project that is meant.',
};

/** Names that have the words of a popular one in another order. */
export const wordOrder: PinRule = {
  rule,
  *judge(view) {
    for (const suspect of suspectsOf(view, 'word-order'))
      yield {
        kind: 'found',
        ...whereOf(suspect),
        message: `${quoted(suspect.first.written)} has the words of ${suspect.signal.meant} in another order.`,
        todo: `Write ${suspect.signal.meant}, if that is meant.`,
      };
  },
};
