import type { Rule } from '@custody/findings';
import { type PinRule, placeAt } from '../rule.ts';
import { remoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/vulnerable-action',
  title: 'No advisory is known against an action',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'A flaw in an action is a flaw in every build that runs it.',
  todo: 'Update the action to a version that mends it.',
  online: true,
};

/** Needs the advisories of the ecosystem "GitHub Actions", which this package is not given. */
export const vulnerableAction: PinRule = {
  rule,
  *judge(view) {
    const uses = remoteUses(view);
    const [first] = uses;
    if (first === undefined) return;
    yield {
      kind: 'unknown',
      at: placeAt(first.file, first.uses.node.range),
      reason: `no advisories of GitHub Actions are at hand (${uses.length} use${uses.length === 1 ? '' : 's'})`,
      required: false,
    };
  },
};
