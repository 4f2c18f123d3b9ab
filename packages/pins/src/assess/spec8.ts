import { hashNotPrinted } from '../rules/workflow/hash-not-printed.ts';
import { missingVersionComment } from '../rules/pin/missing-version-comment.ts';
import { noAttestation } from '../rules/workflow/no-attestation.ts';
import { noAttestationVerify } from '../rules/workflow/no-attestation-verify.ts';
import { publishNoEnvironment } from '../rules/workflow/publish-no-environment.ts';
import { publishOnPush } from '../rules/workflow/publish-on-push.ts';
import { publishToken } from '../rules/workflow/publish-token.ts';
import { publishingIn } from '../workflow/publishing.ts';
import { unpinnedAction } from '../rules/pin/unpinned-action.ts';
import type { PinRule } from '../rules/rule.ts';
import { ciOf } from '../workflow/read.ts';
import type { Workflow } from '../workflow/types.ts';
import { seqOf, scalarOf } from '../yaml/get.ts';
import { readYaml } from '../yaml/read.ts';
import { evidenceAt, evidenceOf, told } from './score.ts';
import type { AssessInput, Evidence } from './types.ts';

/** What an exported ruleset says, as far as SPEC 8 asks. */
export type Protection = { readonly branch: boolean; readonly signatures: boolean };

/** How a point of the checklist stands. `inapplicable`: nothing here is published by a workflow. */
export type PointVerdict = 'met' | 'not-met' | 'unknown' | 'inapplicable';

/** A point of SPEC 8, "Securing the Release Process", counted from 1. */
export type Point = {
  readonly number: number;
  readonly title: string;
  readonly verdict: PointVerdict;
  readonly reason: string;
  readonly places: readonly Evidence[];
};

type Answer = Omit<Point, 'number' | 'title'>;

type Ask = (
  input: AssessInput,
  publishing: readonly Workflow[],
  protection: Protection | undefined,
) => Answer;

const met = (reason: string, places: readonly Evidence[] = []): Answer => ({
  verdict: 'met',
  reason,
  places,
});
const open = (reason: string): Answer => ({ verdict: 'unknown', reason, places: [] });
const notMet = (reason: string, places: readonly Evidence[] = []): Answer => ({
  verdict: 'not-met',
  reason,
  places: told(places),
});

/** A point that rules judge: met where none of them finds anything in a workflow that publishes. */
const byRules =
  (reason: string, ...rules: readonly PinRule[]): Ask =>
  ({ view }, publishing) => {
    const files = new Set(publishing.map(({ file }) => file));
    const places = rules.flatMap(({ judge }) =>
      [...judge(view)].flatMap((seen) =>
        seen.kind === 'found' && 'file' in seen.at && files.has(seen.at.file)
          ? [evidenceAt(seen.at.file, seen.at.range.start, seen.message.replace(/\.$/, ''))]
          : [],
      ),
    );
    return places.length === 0 ? met(reason) : notMet(`${places.length} places`, places);
  };

const RELEASING =
  /^(?:[^/]{0,40}\/){0,4}(?:releas(?:e|ing)|how.?to.?release|maintainer.?guide)[^/]{0,60}\.(?:md|rst|txt|adoc)$/i;

const documented: Ask = ({ view }) => {
  // Notes on releases that were made are no guide to making one.
  const path = view.repository.paths.find(
    (one) => RELEASING.test(one) && !/release.?(?:notes?|history)|changelog/i.test(one),
  );
  return path === undefined
    ? notMet('no RELEASING.md or page of the developer documentation says how a release is made')
    : met(path, [{ path, text: 'the steps of a release' }]);
};

const readByDefault: Ask = (_, publishing) => {
  const places = publishing.flatMap(({ file, permissions }) => {
    if (permissions === undefined)
      return [evidenceAt(file, 0, 'the workflow does not say what its token may do')];
    const { grant, node } = permissions;
    const writes =
      grant.kind === 'all'
        ? grant.access === 'write'
        : [...grant.scopes.values()].some(({ access }) => access === 'write');
    return writes ? [evidenceOf(file, node, 'every job of the workflow may write')] : [];
  });
  return places.length === 0
    ? met('tokens may read by default')
    : notMet(`${places.length} workflows`, places);
};

const writesAtJobs: Ask = (_, publishing) => {
  const places = publishing.flatMap(({ file, permissions }) =>
    permissions === undefined || permissions.grant.kind === 'all'
      ? []
      : [...permissions.grant.scopes].flatMap(([scope, { access, value }]) =>
          access === 'write' ? [evidenceOf(file, value, `${scope} may be written by every job`)] : [],
        ),
  );
  const wide = publishing.some(({ permissions }) => permissions === undefined);
  if (places.length > 0) return notMet(`${places.length} scopes`, places);
  return wide
    ? notMet('where the workflow says nothing, jobs have what the repository grants')
    : met('writes are granted at jobs');
};

const updates: Ask = ({ view }) => {
  const path = ['.github/dependabot.yml', '.github/dependabot.yaml'].find((one) => view.repository.has(one));
  const reading = path === undefined ? undefined : view.repository.read(path);
  if (reading?.kind !== 'file')
    return view.repository.paths.some((one) =>
      /^(?:\.github\/|\.gitlab\/)?(?:renovate\.json5?|\.renovaterc(?:\.json5?)?)$/.test(one),
    )
      ? met('Renovate updates actions by default')
      : notMet('no Dependabot entry for github-actions');
  const entries = seqOf(readYaml(reading.file).root, 'updates')?.items ?? [];
  const entry = entries.find((one) => scalarOf(one, 'package-ecosystem')?.value === 'github-actions');
  return entry === undefined
    ? notMet('Dependabot is not told of github-actions', [
        { path: reading.file.path, text: 'no entry for github-actions' },
      ])
    : met(reading.file.path, [evidenceOf(reading.file, entry, 'the entry for github-actions')]);
};

const forge =
  (reason: string): Ask =>
  () =>
    open(reason);

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
