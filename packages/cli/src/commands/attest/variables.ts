import type { IdentityVariables } from '@custody/attest';
import type { Environment } from '@custody/host';

const NAMES = [
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'CUSTODY_KEY_PASSPHRASE',
  'GCE_METADATA_HOST',
  'GITLAB_CI',
  'SIGSTORE_ID_TOKEN',
  'SSH_AUTH_SOCK',
] as const;

/** What signing looks at in the environment. */
export const signingVariable = (
  environment: Environment,
  name: (typeof NAMES)[number],
): string | undefined => {
  const found = environment.variable(name);
  return found === '' ? undefined : found;
};

export const identityVariables = (environment: Environment): IdentityVariables => {
  const all = NAMES.map((name) => [name, signingVariable(environment, name)] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
};
