import type { Rule } from '@custody/findings';
import { type PinRule, placeAt } from '../rule.ts';
import { publishingIn } from '../../workflow/publishing.ts';

const rule: Rule = {
  id: 'workflow/publish-no-environment',
  title: 'A job that publishes runs in an environment',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  standard: 'SPEC 8, an environment for the publish job',
  why: 'An environment is where people must approve, and what binds a trusted publisher to this one job instead of to every job of the workflow.',
  todo: 'Give the job an `environment:`, require reviewers for it, and name it in the trusted publisher.',
};

/** Jobs that publish and name no environment. */
export const publishNoEnvironment: PinRule = {
  rule,
  *judge(view) {
    const seen = new Set<unknown>();
    for (const { at, range, tool, trial } of publishingIn(view)) {
      if (trial || at.job.environment !== undefined || seen.has(at.job)) continue;
      seen.add(at.job);
      yield {
        kind: 'found',
        at: placeAt(at.file, at.job.key.range),
        related: [placeAt(at.file, range, 'published here')],
        message: `The job publishes with ${tool} and runs in no environment.`,
        key: at.job.id,
      };
    }
  },
};
