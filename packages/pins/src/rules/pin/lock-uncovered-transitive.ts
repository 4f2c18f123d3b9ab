import type { Rule } from '@custody/findings';
import { lockOf } from '../../lockfile/lockfile.ts';
import { usesIn } from '../../workflow/each.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { pinKey } from './lock-uses.ts';

const rule: Rule = {
  id: 'pin/lock-uncovered-transitive',
  title: 'What locked actions use is locked, too',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'A locked action that calls another one by its tag runs whatever that tag stands for; local actions are left out of locks altogether.',
  todo: 'Lock the inner action, or pin it where it is used.',
};

/** Actions that a locked one uses and that have no entry; and those of the repository's own composite actions, which locks skip. */
export const lockUncoveredTransitive: PinRule = {
  rule,
  *judge(view) {
    const lock = view.once(lockOf);
    if (lock === undefined) return;
    const known = new Set([...lock.dependencies.values()].map(pinKey));
    for (const one of lock.dependencies.values())
      for (const pin of one.uses)
        if (!known.has(pinKey(pin)))
          yield {
            kind: 'found',
            at: placeAt(pin.node.source, pin.node.range),
            message: `${one.entry.key.value.slice(0, 120)} uses ${pin.node.value.slice(0, 120)}, which has no entry in the lock.`,
            key: pin.node.value,
          };
    for (const { uses, file, workflow } of usesIn(view)) {
      const { target } = uses;
      if (
        workflow !== undefined ||
        target.kind !== 'repository' ||
        target.form === 'sha' ||
        known.has(pinKey(target))
      )
        continue;
      yield {
        kind: 'found',
        at: placeAt(file, uses.node.range),
        message: `A composite action of this repository uses ${pinKey(target)}, which the lock does not cover.`,
        key: pinKey(target),
      };
    }
  },
};
