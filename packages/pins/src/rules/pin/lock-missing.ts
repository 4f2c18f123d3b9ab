import type { Rule } from '@custody/findings';
import { lockOf } from '../../lockfile/lockfile.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { remoteUses } from './remote-uses.ts';

const rule: Rule = {
  id: 'pin/lock-missing',
  title: 'Actions that are named by tags are locked',
  severity: 'info',
  confidence: 'high',
  sources: ['custody'],
  why: 'The lock of actions (a preview of GitHub since June 2026) fixes what every tag stands for, and what the actions use themselves.',
  todo: 'Run `gh actions-lock`, or name the actions by their commits.',
};

/** A repository that names actions by tags and has no lock of actions. */
export const lockMissing: PinRule = {
  rule,
  *judge(view) {
    if (view.once(lockOf) !== undefined) return;
    const open = remoteUses(view).filter(({ target }) => target.form !== 'sha');
    const [first] = open;
    if (first === undefined) return;
    yield {
      kind: 'found',
      at: placeAt(first.file, first.uses.node.range),
      message: `${open.length} use${open.length === 1 ? ' names its action' : 's name their actions'} by a tag or a branch, and there is no actions.lock.`,
    };
  },
};
