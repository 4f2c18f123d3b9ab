import type { Rule } from '@custody/findings';
import { listed } from '../../deps/words.ts';
import { indexesOfName } from '../../indexes/questions.ts';
import { shownIndex } from '../../indexes/url.ts';
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

/** Names that none of the indexes has from which they may come. */
export const unregistered: PinRule = {
  rule,
  *judge(view) {
    const { indexes } = view.outside;
    if (indexes === undefined) {
      yield* withoutIndex(view);
      return;
    }
    let unasked = false;
    for (const [name, [first, ...others]] of view.once(groupedNames)) {
      const has = (index: string): boolean => {
        const answer = indexes.project(`https://${index}`, name);
        return answer !== undefined && answer !== 'absent';
      };
      const sources = indexesOfName(view, name) ?? [];
      if (first === undefined || [...sources, ...indexes.indexes].some(has)) continue;
      // One that was not asked may have it.
      if (
        sources.length === 0 ||
        sources.some((index) => indexes.project(`https://${index}`, name) === undefined)
      ) {
        unasked = true;
        continue;
      }
      yield {
        kind: 'found',
        ...whereOf({ name, first, others: others.slice(0, 20), aside: first.aside !== undefined }),
        message: `${quoted(first.written)} is not on ${listed(sources.map((index) => shownIndex(`https://${index}`)))}, where an install looks for it.`,
      };
    }
    if (unasked) yield* withoutIndex(view);
  },
};
