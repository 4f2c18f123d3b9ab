import type { Rule } from '@custody/findings';
import { type PinRule, placeAt } from '../rule.ts';
import { ARCHIVED_ACTIONS } from './known-actions.ts';
import { remoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/archived-action',
  title: 'An action is maintained',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'Nobody mends a flaw in an archived action.',
  todo: 'Use its successor.',
};

/** Actions of a list of archived ones. */
export const archivedAction: PinRule = {
  rule,
  *judge(view) {
    for (const { target, file, uses } of remoteUses(view)) {
      const instead = ARCHIVED_ACTIONS.get(target.slug.toLowerCase());
      if (instead === undefined) continue;
      yield {
        kind: 'found',
        at: placeAt(file, uses.node.range),
        message: `${target.slug} is archived.`,
        todo: `Use ${instead} in its place.`,
        key: target.slug,
      };
    }
  },
};
