import type { Rule } from '@custody/findings';
import { type PinRule, quoted } from '../rule.ts';
import { groupedNames, whereOf } from './suspects.ts';
import { withoutIndex } from './without-index.ts';

const rule: Rule = {
  id: 'name/unregistered',
  title: "A dependency's name is registered",
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  why: 'A name that nobody has registered can be registered by anybody, and is then installed; names that a language model made up are collected for this.',
  todo: 'Register the name, or take the dependency away.',
  online: true,
};

const WHAT = 'whether names are registered';

/** Names that no index has of those that answered. */
export const unregistered: PinRule = {
  rule,
  *judge(view) {
    const { indexes } = view.outside;
    if (indexes === undefined) {
      yield* withoutIndex(view, WHAT);
      return;
    }
    let unasked = 0;
    for (const [name, [first, ...others]] of view.once(groupedNames)) {
      const answers = indexes.indexes.map((index) => indexes.project(`https://${index}`, name));
      if (first === undefined || answers.some((one) => one !== undefined && one !== 'absent')) continue;
      // One that was not asked may have it.
      if (answers.some((one) => one === undefined) || answers.length === 0) {
        unasked += 1;
        continue;
      }
      yield {
        kind: 'found',
        ...whereOf({ name, first, others: others.slice(0, 20), aside: first.aside !== undefined }),
        message: `${quoted(first.written)} is on none of the indexes that answered: ${indexes.indexes.slice(0, 3).join(', ')}.`,
      };
    }
    if (unasked > 0) yield* withoutIndex(view, WHAT, unasked);
  },
};
