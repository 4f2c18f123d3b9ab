import type { Rule } from '@custody/findings';
import { isPrivate, shownIndex } from '../../indexes/url.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { severalIn, unanswered } from './several.ts';

const rule: Rule = {
  id: 'index/unclaimed-private-name',
  title: 'A private name that a public index is asked for cannot be registered there by others',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'Nobody has the name on the public index yet: whoever registers it first is installed by this configuration.',
  attack:
    'In February 2021 a researcher registered unclaimed private names of 35 companies on public indexes; their builds installed them.',
  todo: 'Stop asking the public index for it (a proxy, or an index named for it); until then, register the name there yourself.',
  online: true,
};

/** Names that a private index has, and an index where everybody may upload is known not to have. */
export const unclaimedPrivateName: PinRule = {
  rule,
  *judge(view) {
    const names = severalIn(view);
    for (const { scope, name, answers } of names) {
      const own = answers.find(
        ({ index, answer }) => isPrivate(index) && answer !== undefined && answer !== 'absent',
      );
      const free = answers.find(({ open, answer }) => open && answer === 'absent');
      if (own === undefined || free === undefined) continue;
      // Who is asked first answers: the public one is not reached for a name that the private one has.
      const reached = scope.strategy === 'merged' || answers.indexOf(free) < answers.indexOf(own);
      if (!reached) continue;
      yield {
        kind: 'found',
        at: placeAt(scope.file, scope.range),
        message: `${name} is on ${shownIndex(own.index)}, and free to be registered on ${shownIndex(free.index)}, which is asked too.`,
        ...(scope.hashed ? { severity: 'medium' as const } : {}),
        key: name,
      };
    }
    yield* unanswered(view, names, true);
  },
};
