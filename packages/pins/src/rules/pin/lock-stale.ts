import type { Rule } from '@custody/findings';
import { lockOf } from '../../lockfile/lockfile.ts';
import { ciOf } from '../../workflow/read.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { lockedWorkflows } from './lock-uses.ts';
import { remoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/lock-stale',
  title: 'The lock of actions names everything that workflows use',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'What the lock does not name is not locked: it runs whatever its tag stands for at the time.',
  todo: 'Run `gh actions-lock` again.',
};

/** Uses that the lock does not name, and workflows that it does not know. */
export const lockStale: PinRule = {
  rule,
  *judge(view) {
    const lock = view.once(lockOf);
    if (lock === undefined) return;
    const locked = lockedWorkflows(view, lock);
    for (const { path, pins, used } of locked)
      for (const [key, { file, uses }] of used)
        if (!pins.has(key))
          yield {
            kind: 'found',
            at: placeAt(file, uses.node.range),
            message: `${key} is not in the lock's list for ${path}.`,
            key,
          };
    const listed = new Set(locked.map(({ path }) => path));
    for (const { file } of view.once(ciOf).workflows) {
      const first = listed.has(file.path) ? undefined : remoteUses(view).find((one) => one.file === file);
      if (first === undefined) continue;
      yield {
        kind: 'found',
        at: placeAt(file, first.uses.node.range),
        message: `The lock does not know this workflow.`,
        key: file.path,
      };
    }
  },
};
