import type { Rule } from '@custody/findings';
import { oneEdit } from '../../names/edit.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { KNOWN_ACTIONS } from './known-actions.ts';
import { remoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/typosquat-action',
  title: 'An action is the one whose name it resembles',
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  why: "Owners with names that are one slip away from a well-known one cost nothing to register, and what they publish runs with the build's secrets.",
  todo: 'Compare the name with the action that is meant.',
};

const known = new Set(KNOWN_ACTIONS);
const owners = new Set(KNOWN_ACTIONS.map((slug) => slug.split('/')[0]));

/** The well-known action that a name is one slip away from. */
const meant = (slug: string): string | undefined => {
  const name = slug.toLowerCase();
  if (known.has(name)) return undefined;
  // An owner who is well known may name actions alike.
  const sameOwner = owners.has(name.split('/')[0]);
  return KNOWN_ACTIONS.find(
    (one) =>
      oneEdit(name, one) !== undefined &&
      !(sameOwner && one.startsWith(`${name.split('/')[0]}/`) && !one.startsWith('actions/')),
  );
};

/** Names that are one edit away from a well-known action. */
export const typosquatAction: PinRule = {
  rule,
  *judge(view) {
    for (const { target, file, uses } of remoteUses(view)) {
      const one = meant(target.slug);
      if (one === undefined) continue;
      yield {
        kind: 'found',
        at: placeAt(file, uses.node.range),
        message: `${target.slug} is one letter away from ${one}.`,
        key: target.slug,
      };
    }
  },
};
