import type { Rule } from '@custody/findings';
import { type PinRule, quoted } from '../rule.ts';
import { suspectsOf, whereOf } from './suspects.ts';

const rule: Rule = {
  id: 'name/separator',
  title: 'A dependency is not a popular name with other separators',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  why: 'An index takes `-`, `_` and `.` for one another, and their absence for another name: PyPI registers no second one today, but has old ones; other indexes register any.',
  todo: 'Write the name as its project does.',
};

/** Names that only differ from a popular one in where separators stand. */
export const separator: PinRule = {
  rule,
  *judge(view) {
    for (const suspect of suspectsOf(view, 'separator')) {
      const { meant } = suspect.signal;
      yield {
        kind: 'found',
        ...whereOf(suspect),
        message: `${quoted(suspect.first.written)} is another name than ${meant}, which it only differs from in its separators.`,
        todo: `Write ${meant}, if that is meant.`,
      };
    }
  },
};
