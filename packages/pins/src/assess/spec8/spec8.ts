import { missingVersionComment } from '../../rules/pin/missing-version-comment.ts';
import { unpinnedAction } from '../../rules/pin/unpinned-action.ts';
import { hashNotPrinted } from '../../rules/workflow/hash-not-printed.ts';
import { noAttestation } from '../../rules/workflow/no-attestation.ts';
import { noAttestationVerify } from '../../rules/workflow/no-attestation-verify.ts';
import { publishNoEnvironment } from '../../rules/workflow/publish-no-environment.ts';
import { publishOnPush } from '../../rules/workflow/publish-on-push.ts';
import { publishToken } from '../../rules/workflow/publish-token.ts';
import { publishingIn } from '../../workflow/publishing.ts';
import { ciOf } from '../../workflow/read.ts';
import type { AssessInput } from '../types.ts';
import { type Ask, met, notMet, open, type Point, type Protection } from './answer.ts';
import { byRules, documented, forge, readByDefault, updates, writesAtJobs } from './asks.ts';

/** The points, in the order of the document. The second word: whether it asks about workflows that publish. */
const POINTS: readonly (readonly [title: string, publishing: boolean, ask: Ask])[] = [
  ['The release process is documented', false, documented],
  ['Publishing is started on purpose', true, byRules('started on purpose', publishOnPush)],
  ['Workflows that publish read by default', true, readByDefault],
  ['Writes are granted at jobs', true, writesAtJobs],
  ['The job that publishes runs in an environment', true, byRules('in an environment', publishNoEnvironment)],
  [
    'Somebody else approves a run that publishes',
    true,
    forge('reviewers of an environment are kept by the forge'),
  ],
  ['Only some actions are allowed', false, forge('which actions are allowed is kept by the forge')],
  [
    'The branch that is released from is protected',
    false,
    (_, __, protection) =>
      protection === undefined
        ? open('rules for branches are kept by the forge: --ruleset FILE')
        : protection.branch
          ? met('the ruleset keeps its history')
          : notMet('the ruleset lets it be deleted or rewritten'),
  ],
  [
    'Commits and tags are signed',
    false,
    (_, __, protection) =>
      protection === undefined
        ? open('whether signatures are demanded is kept by the forge: --ruleset FILE')
        : protection.signatures
          ? met('the ruleset demands signatures')
          : notMet('the ruleset demands no signatures'),
  ],
  [
    'Actions are pinned to commits, with their versions',
    true,
    byRules('pinned, with versions', unpinnedAction, missingVersionComment),
  ],
  ['A bot updates the pins', false, updates],
  ['What is published is attested', true, byRules('attested', noAttestation)],
  [
    'Attestations are verified before publishing',
    true,
    byRules('verified, or attested where they are published', noAttestationVerify),
  ],
  [
    'Publishing needs no stored token, and shows hashes',
    true,
    byRules('trusted publishing, hashes printed', publishToken, hashNotPrinted),
  ],
];

/** Judges a checkout by SPEC 8 (Scientific Python), point by point. */
export const spec8Of = (input: AssessInput, protection?: Protection): readonly Point[] => {
  const { view } = input;
  const publishing = view
    .once(ciOf)
    .workflows.filter((workflow) =>
      publishingIn(view).some(({ at, trial }) => at.workflow === workflow && !trial),
    );
  return POINTS.map(([title, asks, ask], index) => ({
    number: index + 1,
    title,
    ...(asks && publishing.length === 0
      ? {
          verdict: 'inapplicable' as const,
          reason: 'no workflow is seen to publish to a package index',
          places: [],
        }
      : ask(input, publishing, protection)),
  }));
};
