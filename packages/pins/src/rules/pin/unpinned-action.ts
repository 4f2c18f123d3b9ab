import type { Rule } from '@custody/findings';
import type { PinRule } from '../rule.ts';
import { isWorkflowFile } from './about.ts';
import { remoteUses } from './remote-uses.ts';
import { isLocked, unpinnedAt } from './unpinned.ts';

const rule: Rule = {
  id: 'pin/unpinned-action',
  title: 'An action is named by its commit',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'SPEC 8, actions are pinned to a full-length commit',
  why: 'A tag or a branch can be moved to other code at any time, which then runs with the secrets and the token of the build.',
  attack:
    'In March 2026 the tags of trivy-action and setup-trivy were moved to code that stole credentials, which led to malicious releases of litellm.',
  todo: 'Name the action by the full commit, and keep the version in a comment behind it.',
};

/** Actions that are named by something that can be moved, unless the lock of actions fixes them. */
export const unpinnedAction: PinRule = {
  rule,
  *judge(view) {
    for (const at of remoteUses(view))
      if (at.target.form === 'name' && !isWorkflowFile(at.target) && !isLocked(view, at))
        yield unpinnedAt(view, at);
  },
};
