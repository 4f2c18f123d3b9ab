import type { IdentityVariables } from '@custody/attest';
import type { Environment, VariableName } from '@custody/host';

const NAMES = [
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'CUSTODY_KEY_PASSPHRASE',
  'GITLAB_CI',
  'SIGSTORE_ID_TOKEN',
  'SSH_AUTH_SOCK',
] as const;

/** What signing looks at in the environment. */
export const signingVariable = (
  environment: Environment,
  name: (typeof NAMES)[number],
): string | undefined => {
  // host names every variable that custody reads; these are to join its list.
  const found = environment.variable(name as string as VariableName);
  return found === '' ? undefined : found;
};

export const identityVariables = (environment: Environment): IdentityVariables => {
  const all = NAMES.map((name) => [name, signingVariable(environment, name)] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
};
