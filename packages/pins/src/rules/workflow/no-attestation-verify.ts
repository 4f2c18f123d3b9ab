import type { Rule } from '@custody/findings';
import { type PinRule, placeAt } from '../rule.ts';
import { jobsBefore, publishingIn } from '../../workflow/publishing.ts';
import { slugOf } from '../../workflow/slug.ts';

const rule: Rule = {
  id: 'workflow/no-attestation-verify',
  title: 'Attested files are verified before they are published',
  severity: 'info',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'SPEC 8, the attestation is verified before publishing',
  why: 'Between the job that attests and the one that publishes the files go through a store that other jobs can write to.',
  todo: 'Run `gh attestation verify` on each file before it is published.',
};

/** Jobs that publish files which an earlier job attested, without verifying them. */
export const noAttestationVerify: PinRule = {
  rule,
  *judge(view) {
    const seen = new Set<unknown>();
    for (const { at, range } of publishingIn(view)) {
      const [, ...before] = jobsBefore(at.workflow, at.job);
      const attested = before.find(({ steps }) =>
        steps.some((step) => /^actions\/attest(?:-build-provenance)?$/.test(slugOf(step))),
      );
      if (attested === undefined || seen.has(at.job)) continue;
      seen.add(at.job);
      if (
        at.job.steps.some((step) =>
          /\battestation verify\b|\bcustody verify\b|\bcosign verify/.test(step.run?.script.value ?? ''),
        )
      )
        continue;
      yield {
        kind: 'found',
        at: placeAt(at.file, range),
        related: [placeAt(at.file, attested.key.range, 'attested here')],
        message: `The job ${JSON.stringify(attested.id.slice(0, 60))} attests the files, and nothing verifies them before they are published.`,
        key: at.job.id,
      };
    }
  },
};
