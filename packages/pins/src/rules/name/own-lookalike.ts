import type { Rule } from '@custody/findings';
import { namesIn } from '../../names/sources/index.ts';
import { variantsOf } from '../../names/variants.ts';
import { type PinRule } from '../rule.ts';
import { withoutIndex } from './without-index.ts';

const rule: Rule = {
  id: 'name/own-lookalike',
  title: 'No project has a name that resembles that of this one',
  severity: 'low',
  confidence: 'low',
  sources: ['custody'],
  why: 'Who wants to reach the users of a project registers names that resemble its own.',
  todo: 'Look at what it is; tell the index where it is meant to be taken for yours.',
  online: true,
};

/** Shorter names have neighbours that mean nothing. */
const LEAST = 6;
const MOST_OWN = 50;

/** Names on an index that are one edit away from the repository's own. */
export const ownLookalike: PinRule = {
  rule,
  *judge(view) {
    const { indexes } = view.outside;
    const { own } = view.once(namesIn);
    if (indexes === undefined || indexes.indexes.length === 0) {
      yield* withoutIndex(view);
      return;
    }
    const names = [...own].filter((name) => name.length >= LEAST).slice(0, MOST_OWN);
    let unlisted = false;
    for (const name of names) {
      const found: string[] = [];
      for (const variant of variantsOf(name))
        for (const index of indexes.indexes) {
          const answer = indexes.project(`https://${index}`, variant);
          if (answer !== undefined && answer !== 'absent' && !own.has(variant)) found.push(variant);
        }
      // An index that told no list of its names was not asked for hundreds of them.
      unlisted ||= ![...variantsOf(name)].every((variant) =>
        indexes.indexes.some((index) => indexes.project(`https://${index}`, variant) !== undefined),
      );
      if (found.length === 0) continue;
      yield {
        kind: 'found',
        at: { path: view.repository.has('pyproject.toml') ? 'pyproject.toml' : '' },
        message: `${name} has neighbours on an index, one slip away: ${[...new Set(found)].sort().slice(0, 8).join(', ')}.`,
        key: name,
      };
    }
    if (unlisted)
      yield* withoutIndex(
        view,
        'no list of all names of an index is at hand; custody pin --index-data DIR takes one, as names.txt or projects.json',
      );
  },
};
