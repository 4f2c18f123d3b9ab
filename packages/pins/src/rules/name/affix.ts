import type { Rule } from '@custody/findings';
import { type PinRule, quoted } from '../rule.ts';
import { suspectsOf, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/affix',
  title: 'A dependency is not a popular name with a beginning or end that says nothing',
  severity: 'info',
  confidence: 'low',
  sources: ['custody'],
  why: 'A `python-` before a popular name, or a `2` behind it, is how a second project gets found for the first.',
  todo: 'Compare the name with the project that is meant.',
};

/** Names that are a popular one with a common affix. */
export const affix: PinRule = {
  rule,
  *judge(view) {
    for (const suspect of suspectsOf(view, 'affix'))
      yield {
        kind: 'found',
        ...whereOf(suspect),
        message: `${quoted(suspect.first.written)} is ${suspect.signal.meant} with ${quoted(suspect.signal.affix)}.`,
      };
  },
};
