import type { Rule } from '@custody/findings';
import { settingNamed } from '../../workflow/settings.ts';
import type { Workflow } from '../../workflow/types.ts';
import { type PinRule, placeAt } from '../rule.ts';
import { type Publishing, publishingIn } from '../../workflow/publishing.ts';
import { slugOf } from '../../workflow/slug.ts';

const rule: Rule = {
  id: 'workflow/no-attestation',
  title: 'What is published is attested',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  standard: 'PEP 740; SPEC 8, attestations',
  why: 'Without an attestation nobody can tell a file that this workflow built from one that was uploaded with a stolen token.',
  todo: 'Publish with a trusted publisher and pypa/gh-action-pypi-publish, which attests by itself, or attest the files before.',
};

const ATTESTS =
  /^actions\/attest(?:-build-provenance)?$|^slsa-framework\/slsa-github-generator$|^sigstore\/gh-action-sigstore-python$|^astral-sh\/attest-action$/;

/** A step or a called workflow that attests. */
const attests = ({ jobs }: Workflow): boolean =>
  jobs.some(
    ({ steps, uses }) =>
      (uses?.target.kind === 'repository' && ATTESTS.test(uses.target.slug.toLowerCase())) ||
      steps.some(
        (step) =>
          ATTESTS.test(slugOf(step)) ||
          /\bpypi[_-]attestations? sign\b|\bsigstore sign\b|\bcosign attest\b/.test(
            step.run?.script.value ?? '',
          ),
      ),
  );

/** Why a step attests nothing by itself; `undefined` where it does. */
const reasonOf = ({ at, tool }: Publishing): string | undefined => {
  if (tool !== 'pypa/gh-action-pypi-publish') return `${tool} attests nothing by itself`;
  if (settingNamed(at.step.inputs, 'attestations')?.value.value === 'false')
    return 'attestations are switched off';
  const password = settingNamed(at.step.inputs, 'password')?.value.value ?? '';
  return password === '' ? undefined : 'with a password it cannot attest';
};

/** Publishing without an attestation anywhere in the workflow. */
export const noAttestation: PinRule = {
  rule,
  *judge(view) {
    for (const publishing of publishingIn(view)) {
      const { at, range, tool } = publishing;
      const reason = reasonOf(publishing);
      if (reason === undefined || publishing.trial || attests(at.workflow)) continue;
      const message = `${tool} publishes, and nothing in the workflow attests the files: ${reason}.`;
      yield { kind: 'found', at: placeAt(at.file, range), message, key: at.job.id };
    }
  },
};
