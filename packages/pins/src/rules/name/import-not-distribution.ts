import type { Rule } from '@custody/findings';
import { type PinRule, quoted } from '../rule.ts';
import { suspectsOf, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/import-not-distribution',
  title: 'A dependency is named as its project, not as its module',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  why: 'What code imports and what an index is asked for are different names; the project that has the name of a module may be anybody’s.',
  todo: 'Name the project that brings the module.',
};

/** Names of modules that well-known projects bring under other names. */
export const importNotDistribution: PinRule = {
  rule,
  *judge(view) {
    for (const suspect of suspectsOf(view, 'import-not-distribution'))
      yield {
        kind: 'found',
        ...whereOf(suspect),
        message: `${quoted(suspect.first.written)} is what code imports; the project that is known for it is ${suspect.signal.meant}.`,
        todo: `Write ${suspect.signal.meant}, if that is meant.`,
      };
  },
};
