import type { JsonObject } from '../json/types.ts';
import { member, textMember } from '../json/value.ts';
import { isDistributionName } from '../pep740/filename.ts';
import type { Step, StepOutcome } from '../types.ts';

/** One thing that an index will ask, and what to do where the answer is no. */
export type PreflightStep = Step & { readonly remedy: string | undefined };

export type PreflightInput = {
  /** Claims of the token that would be used; `undefined` where there is none. */
  readonly claims: JsonObject | undefined;
  /** Which platform runs this, as its environment says. */
  readonly platform: 'github' | 'gitlab' | 'other';
  /** The trusted publisher as the index has it, as far as the invoker says. */
  readonly publisher?: {
    readonly repository?: string;
    /** File name below `.github/workflows`, or path of the pipeline's configuration. */
    readonly workflow?: string;
    readonly environment?: string;
  };
  readonly files: readonly string[];
  /** Version of the log that would be used. */
  readonly log: 1 | 2;
  /** Milliseconds since 1970. */
  readonly now: number;
};

const GITHUB = 'https://token.actions.githubusercontent.com';
const ISSUERS = new Set([GITHUB, 'https://gitlab.com', 'https://accounts.google.com']);

const CLAUSE = {
  token: 'Fulcio, OIDC authentication',
  publisher: 'PEP 740, Index behavior',
  subject: 'PEP 740, Attestation statement',
  log: 'PEP 740, Attestation object',
  runner: 'SLSA 1.2, Build L2: hosted',
} as const;

type Make = (outcome: StepOutcome, message: string, remedy?: string) => PreflightStep;

const steps =
  (id: string, clause: string): Make =>
  (outcome, message, remedy) => ({
    id,
    clause,
    outcome,
    message,
    remedy: outcome === 'holds' ? undefined : remedy,
  });

const judgeToken = ({ claims, platform, now }: PreflightInput): PreflightStep => {
  const say = steps('identity-token', CLAUSE.token);
  if (claims === undefined)
    return {
      github: say(
        'does-not-hold',
        'the job gets no identity token',
        'give this job, not the whole workflow, `permissions: id-token: write`; runs for pull requests from forks never get one',
      ),
      gitlab: say(
        'does-not-hold',
        'the job gets no identity token',
        'give the job `id_tokens: SIGSTORE_ID_TOKEN: aud: sigstore`',
      ),
      other: say(
        'does-not-hold',
        'there is no identity token',
        'sign in with --identity-from browser (or code), set SIGSTORE_ID_TOKEN, or sign with a key of your own (--key)',
      ),
    }[platform];
  const expires = member(claims, 'exp');
  const audience = member(claims, 'aud');
  if (audience !== 'sigstore')
    return say(
      'does-not-hold',
      `the token is for ${JSON.stringify(audience ?? null).slice(0, 80)}, not for sigstore`,
      'ask for a token of the audience sigstore: one for uploading is another',
    );
  if (typeof expires !== 'number' || expires * 1000 <= now)
    return say(
      'does-not-hold',
      'the token has expired',
      'ask for the token in the job that signs, just before it does',
    );
  return say('holds', 'there is an identity token for sigstore');
};

const judgeIssuer = (issuer: string | undefined): PreflightStep => {
  const say = steps('issuer', CLAUSE.publisher);
  return ISSUERS.has(issuer ?? '')
    ? say('holds', `issued by ${issuer ?? ''}`)
    : say(
        'does-not-hold',
        `issued by ${issuer ?? 'nobody'}, which package indexes take no attestations of`,
        'sign with GitHub Actions, GitLab CI/CD or Google Cloud, or keep the bundle beside the file without uploading it',
      );
};

const withoutRef = (workflow: string | undefined): string => (workflow ?? '').split('@', 1)[0] ?? '';

/** The upload is allowed by the job's own workflow, the attestation by the one that called it: with two, nothing fits both. */
const judgeReuse = (claims: JsonObject): PreflightStep => {
  const say = steps('reusable-workflow', CLAUSE.publisher);
  const [caller, callee] = [
    withoutRef(textMember(claims, 'workflow_ref')),
    withoutRef(textMember(claims, 'job_workflow_ref')),
  ];
  if (callee === '' || caller === '')
    return say(
      'unjudged',
      'the token does not say which workflow runs',
      'look at the workflow that holds this job',
    );
  return caller === callee
    ? say('holds', `the job stands in ${caller} itself`)
    : say(
        'does-not-hold',
        `the job stands in the reusable workflow ${callee}, called by ${caller}: uploading is checked against the first, attestations against the second`,
        `build in the reusable workflow, and sign and upload in a job of ${caller} itself`,
      );
};

const judgeMember = (
  id: string,
  what: string,
  expected: string | undefined,
  actual: string | undefined,
): readonly PreflightStep[] => {
  if (expected === undefined) return [];
  const say = steps(id, CLAUSE.publisher);
  return [
    actual === expected
      ? say('holds', `the ${what} is ${expected}`)
      : say(
          'does-not-hold',
          `the ${what} is ${actual ?? 'not named'}, the index expects ${expected}`,
          `run from ${expected}, or change the trusted publisher at the index`,
        ),
  ];
};

const workflowName = (claims: JsonObject): string | undefined =>
  /\/\.github\/workflows\/([^@/]+)@/.exec(textMember(claims, 'workflow_ref') ?? '')?.[1] ??
  /\/\/([^@]+)@/.exec(textMember(claims, 'ci_config_ref_uri') ?? '')?.[1];

const judgePublisher = (claims: JsonObject, publisher: NonNullable<PreflightInput['publisher']>) => [
  ...judgeMember(
    'repository',
    'repository',
    publisher.repository,
    textMember(claims, 'repository') ?? textMember(claims, 'project_path'),
  ),
  ...judgeMember('workflow', 'workflow', publisher.workflow, workflowName(claims)),
  ...judgeMember('environment', 'environment', publisher.environment, textMember(claims, 'environment')),
];

const judgeRunner = (claims: JsonObject): readonly PreflightStep[] => {
  const runner = textMember(claims, 'runner_environment');
  if (runner === undefined) return [];
  const say = steps('runner', CLAUSE.runner);
  return [
    runner === 'self-hosted'
      ? say(
          'unjudged',
          'the runner is one of your own: nobody can say that it was clean',
          'release from a hosted runner',
        )
      : say('holds', `the runner is ${runner}`),
  ];
};

const judgeFiles = (files: readonly string[]): readonly PreflightStep[] => {
  if (files.length === 0) return [];
  const say = steps('subject-name', CLAUSE.subject);
  const strange = files.filter((name) => !isDistributionName(name));
  return [
    strange.length === 0
      ? say('holds', `${files.length} file names are of wheels and sdists`)
      : say(
          'does-not-hold',
          `no names of wheels or sdists: ${strange.slice(0, 5).join(', ')}`,
          'rename them as the standards have it: indexes attest nothing else',
        ),
  ];
};

const judgeLog = (log: 1 | 2): PreflightStep => {
  const say = steps('log-version', CLAUSE.log);
  return log === 1
    ? say('holds', 'the log proves the time itself (Rekor v1)')
    : say(
        'does-not-hold',
        'an entry of Rekor v2 proves no time, and version 1 of attestations holds no timestamp',
        'sign with a log of version 1 for package indexes',
      );
};

/** Says, before anything is signed, what a package index will refuse, and what to do. Nothing is asked of the network. */
export const preflight = (input: PreflightInput): readonly PreflightStep[] => {
  const { claims, publisher = {}, files, log } = input;
  const issuer = textMember(claims, 'iss');
  return [
    judgeToken(input),
    ...(claims === undefined ? [] : [judgeIssuer(issuer)]),
    ...(claims === undefined || issuer !== GITHUB ? [] : [judgeReuse(claims)]),
    ...(claims === undefined ? [] : [...judgePublisher(claims, publisher), ...judgeRunner(claims)]),
    ...judgeFiles(files),
    judgeLog(log),
  ];
};
