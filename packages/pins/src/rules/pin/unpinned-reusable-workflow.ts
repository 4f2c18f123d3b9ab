import type { Rule } from '@custody/findings';
import type { PinRule } from '../rule.ts';
import { isWorkflowFile } from './about.ts';
import { type RemoteUses, remoteUses } from './remote-uses.ts';
import { isLocked, unpinnedAt } from './unpinned.ts';

const rule: Rule = {
  id: 'pin/unpinned-reusable-workflow',
  title: 'A reusable workflow is named by its commit',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'A called workflow brings whole jobs with their permissions; whoever moves its branch or tag changes them without a change here.',
  todo: 'Name the workflow by the full commit, and keep the version in a comment behind it.',
};

/** The generators of SLSA provenance refuse to run under a commit: their verifier reads the version from the tag. */
const mustBeTag = ({ target }: RemoteUses): boolean =>
  target.slug.toLowerCase() === 'slsa-framework/slsa-github-generator' && /^v\d+\.\d+\.\d+$/.test(target.ref);

/** Workflows of other repositories that are named by something that can be moved. */
export const unpinnedReusableWorkflow: PinRule = {
  rule,
  *judge(view) {
    for (const at of remoteUses(view))
      if (at.target.form === 'name' && isWorkflowFile(at.target) && !mustBeTag(at) && !isLocked(view, at))
        yield unpinnedAt(view, at);
  },
};
