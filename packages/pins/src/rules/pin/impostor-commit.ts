import type { Rule } from '@custody/findings';
import { refsOf } from '../../resolution/lookup.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { pinnedUses } from './remote-uses.ts';
import { unresolved } from './unresolved.ts';

const rule: Rule = {
  id: 'pin/impostor-commit',
  title: 'A pinned commit belongs to the repository that is named',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'GitHub serves the commits of every fork under the name of the original: a pin can name code that its project never had.',
  attack:
    "A pull request that changes a pin to a commit of the attacker's fork looks like an ordinary update.",
  todo: 'Pin a commit that a tag or a branch of that repository reaches.',
  online: true,
};

/** A commit that a tag or a branch ends in belongs to the repository; whether others are reached takes their history. */
export const impostorCommit: PinRule = {
  rule,
  *judge(view) {
    const pins = pinnedUses(view);
    const beyond = pins.filter(({ target }) => {
      const refs = refsOf(view, target.slug);
      const commit = target.ref.toLowerCase();
      return refs !== undefined && ![...refs.tags.values(), ...refs.branches.values()].includes(commit);
    });
    const [first] = beyond;
    if (first !== undefined)
      yield {
        kind: 'unknown',
        at: placeAt(first.file, first.uses.node.range),
        reason: `no tag or branch of ${first.target.slug} ends in this commit, and whether one passes through it takes its history (${beyond.length} such pin${beyond.length === 1 ? '' : 's'})`,
        required: false,
      };
    yield* unresolved(view, pins);
  },
};
