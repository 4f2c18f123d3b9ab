import type { Rule } from '@custody/findings';
import { type PinRule, placeAt } from '../rule.ts';
import { pinnedUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/fresh-pin',
  title: 'A pinned commit has been public for some days',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Most malicious versions are found within days: who waits does not run them.',
  todo: 'Wait some days before a new version is pinned.',
  online: true,
};

/** References say what a commit is, and not since when: `git ls-remote` knows no dates. */
export const freshPin: PinRule = {
  rule,
  *judge(view) {
    const pins = pinnedUses(view);
    const [first] = pins;
    if (first === undefined) return;
    yield {
      kind: 'unknown',
      at: placeAt(first.file, first.uses.node.range),
      reason: `since when the pinned commits are public is not told by their references (${pins.length} pin${pins.length === 1 ? '' : 's'})`,
      required: false,
    };
  },
};
