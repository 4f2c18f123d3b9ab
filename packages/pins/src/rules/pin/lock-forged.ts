import type { Rule } from '@custody/findings';
import { lockOf } from '../../lockfile/lockfile.ts';
import { refsOf } from '../../resolution/lookup.ts';
import { type PinRule, placeAt } from '../rule.ts';

const rule: Rule = {
  id: 'pin/lock-forged',
  title: 'A locked commit is what its reference stood for',
  severity: 'high',
  confidence: 'medium',
  sources: ['custody'],
  why: 'A lock is a file like any other: a change of one commit in it changes what every build runs.',
  todo: 'Find out whether the tag was moved or the lock was changed, before anything runs.',
  online: true,
};

/** Locked commits that differ from what their reference stands for now; unknown where that is not known. */
export const lockForged: PinRule = {
  rule,
  *judge(view) {
    let open = 0;
    const lock = view.once(lockOf);
    for (const { entry, slug, ref, commit, commitNode } of lock?.dependencies.values() ?? []) {
      const refs = refsOf(view, slug);
      const now = refs?.tags.get(ref) ?? refs?.branches.get(ref);
      if (commit === undefined || /^[0-9a-f]{40}$/i.test(ref)) continue;
      if (refs === undefined) open += 1;
      else if (now !== commit)
        yield {
          kind: 'found',
          at: placeAt(entry.key.source, (commitNode ?? entry.key).range),
          message: `${entry.key.value.slice(0, 120)} is locked to ${commit.slice(0, 12)}, and stands for ${now === undefined ? 'nothing' : now.slice(0, 12)} now.`,
          key: entry.key.value,
        };
    }
    if (open > 0 && lock !== undefined)
      yield {
        kind: 'unknown',
        at: placeAt(lock.document.source, { start: 0, end: 0 }),
        reason: `what ${open} locked reference${open === 1 ? ' stands' : 's stand'} for is not known here; run with --online, or give a resolution cache`,
        required: false,
      };
  },
};
