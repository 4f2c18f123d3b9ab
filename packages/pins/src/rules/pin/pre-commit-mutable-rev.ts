import type { Rule } from '@custody/findings';
import { refForm } from '../../workflow/uses.ts';
import { preCommitIn } from '../../precommit/precommit.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { looksLikeBranch } from './about.ts';

const rule: Rule = {
  id: 'pin/pre-commit-mutable-rev',
  title: 'A pre-commit hook is named by its commit',
  severity: 'low',
  confidence: 'high',
  sources: ['custody'],
  why: 'Hooks run on the machines of those who commit, with everything that they may do; a tag or a branch can be moved to other code.',
  todo: 'Run `pre-commit autoupdate --freeze`: it writes commits, and the version behind them.',
};

/** Hook repositories whose `rev` can be moved: one finding for branches, one for tags. */
export const preCommitMutableRev: PinRule = {
  rule,
  *judge(view) {
    const open = (view.once(preCommitIn)?.repositories ?? []).flatMap(({ repo, rev }) =>
      rev !== undefined && rev.value !== '' && refForm(rev.value) === 'name' ? [{ repo, rev }] : [],
    );
    for (const branch of [true, false]) {
      const [first, ...others] = open.filter(({ rev }) => looksLikeBranch(rev.value) === branch);
      if (first === undefined) continue;
      const count = others.length + 1;
      yield {
        kind: 'found',
        at: placeAt(first.rev.source, first.rev.range),
        related: others.slice(0, 20).map(({ rev }) => placeAt(rev.source, rev.range)),
        message: `${count} hook repositor${count === 1 ? 'y is' : 'ies are'} named by a ${branch ? 'branch' : 'tag'}; the first is ${first.repo.value.slice(0, 120)} at ${first.rev.value.slice(0, 60)}.`,
        ...(branch && { severity: 'medium' as const }),
        key: branch ? 'branches' : 'tags',
      };
    }
  },
};
