import type { IdentityClaims, SubjectName } from '../certificate/types.ts';
import type { Json, JsonObject } from '../json/types.ts';
import { member } from '../json/value.ts';

/** What a certificate will say of whom a token names. */
export type Claimed = { readonly subject: SubjectName; readonly claims: IdentityClaims };

const GITHUB = 'https://token.actions.githubusercontent.com';

/** Workflow engines write some numbers as numbers, some as strings. */
const textOf = (token: JsonObject, name: string): string | undefined => {
  const value: Json | undefined = member(token, name);
  return typeof value === 'string' && value !== ''
    ? value
    : typeof value === 'number'
      ? String(value)
      : undefined;
};

const present = (claims: Readonly<Record<keyof IdentityClaims, string | undefined>>): IdentityClaims =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));

const under = (base: string, path: string | undefined): string | undefined =>
  path === undefined ? undefined : `${base}/${path}`;

const NONE = {
  githubTrigger: undefined,
  githubSha: undefined,
  githubWorkflowName: undefined,
  githubRepository: undefined,
  githubRef: undefined,
};

const ofGitHub = (token: JsonObject, issuer: string): Claimed | undefined => {
  const text = (name: string) => textOf(token, name);
  const signer = text('job_workflow_ref');
  const repository = under('https://github.com', text('repository'));
  if (signer === undefined || repository === undefined) return undefined;
  const run = text('run_id');
  return {
    subject: { kind: 'uri', value: `https://github.com/${signer}` },
    claims: present({
      issuer,
      githubTrigger: text('event_name'),
      githubSha: text('sha'),
      githubWorkflowName: text('workflow'),
      githubRepository: text('repository'),
      githubRef: text('ref'),
      buildSignerUri: `https://github.com/${signer}`,
      buildSignerDigest: text('job_workflow_sha'),
      runnerEnvironment: text('runner_environment'),
      sourceRepositoryUri: repository,
      sourceRepositoryDigest: text('sha'),
      sourceRepositoryRef: text('ref'),
      sourceRepositoryId: text('repository_id'),
      sourceRepositoryOwnerUri: under('https://github.com', text('repository_owner')),
      sourceRepositoryOwnerId: text('repository_owner_id'),
      buildConfigUri: under('https://github.com', text('workflow_ref')),
      buildConfigDigest: text('workflow_sha'),
      buildTrigger: text('event_name'),
      runInvocationUri:
        run === undefined
          ? undefined
          : `${repository}/actions/runs/${run}/attempts/${text('run_attempt') ?? '1'}`,
      sourceRepositoryVisibility: text('repository_visibility'),
      deploymentEnvironment: text('environment'),
    }),
  };
};

const ofGitLab = (token: JsonObject, issuer: string): Claimed | undefined => {
  const text = (name: string) => textOf(token, name);
  const config = text('ci_config_ref_uri');
  const project = under(issuer, text('project_path'));
  if (config === undefined || project === undefined) return undefined;
  const job = text('job_id');
  return {
    subject: { kind: 'uri', value: `https://${config}` },
    claims: present({
      ...NONE,
      issuer,
      buildSignerUri: `https://${config}`,
      buildSignerDigest: text('ci_config_sha'),
      runnerEnvironment: text('runner_environment'),
      sourceRepositoryUri: project,
      sourceRepositoryDigest: text('sha'),
      sourceRepositoryRef: text('ref_path'),
      sourceRepositoryId: text('project_id'),
      sourceRepositoryOwnerUri: under(issuer, text('namespace_path')),
      sourceRepositoryOwnerId: text('namespace_id'),
      buildConfigUri: `https://${config}`,
      buildConfigDigest: text('ci_config_sha'),
      buildTrigger: text('pipeline_source'),
      runInvocationUri: job === undefined ? undefined : `${project}/-/jobs/${job}`,
      sourceRepositoryVisibility: text('project_visibility'),
      deploymentEnvironment: text('environment'),
    }),
  };
};

/**
 * What Fulcio's documentation maps the claims of a token to: GitHub workflows, GitLab pipelines, and people by e-mail address.
 * `undefined`: the token names nobody that a certificate could be made for; an address that is not verified is nobody's.
 */
export const claimedBy = (token: JsonObject): Claimed | undefined => {
  const issuer = textOf(token, 'iss');
  if (issuer === undefined) return undefined;
  if (issuer === GITHUB) return ofGitHub(token, issuer);
  if (textOf(token, 'ci_config_ref_uri') !== undefined) return ofGitLab(token, issuer);
  const email = textOf(token, 'email');
  if (email === undefined || member(token, 'email_verified') !== true) return undefined;
  return { subject: { kind: 'email', value: email }, claims: { issuer } };
};
