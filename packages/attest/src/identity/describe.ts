import { asciiLower } from './forge.ts';
import type { SignerIdentity } from './types.ts';

/** One line for people: `github acme/widget, workflow .github/workflows/release.yml, environment pypi`. Not yet sanitised. */
export const describeIdentity = (identity: SignerIdentity): string => {
  switch (identity.kind) {
    case 'github':
    case 'gitlab':
      return [
        `${identity.kind} ${identity.repository}`,
        ...(identity.workflow === undefined ? [] : [`workflow ${identity.workflow}`]),
        ...(identity.ref === undefined ? [] : [identity.ref]),
        ...(identity.environment === undefined ? [] : [`environment ${identity.environment}`]),
      ].join(', ');
    case 'email':
      return `${identity.address}, by ${identity.issuer}`;
    case 'uri':
      return `${identity.uri}, by ${identity.issuer}`;
    case 'key':
    case 'pgp':
      return `${identity.kind} ${identity.fingerprint}`;
    default:
      return identity satisfies never;
  }
};

/** What names an identity whatever the run: two signatures with one key count once for a threshold. */
export const identityKey = (identity: SignerIdentity): string => {
  switch (identity.kind) {
    case 'github':
    case 'gitlab':
      // The number where there is one: a renamed repository stays the same signer.
      return JSON.stringify([
        identity.kind,
        identity.issuer,
        identity.repositoryId ?? asciiLower(identity.repository),
        identity.workflow ?? '',
        identity.environment ?? '',
      ]);
    case 'email':
      return JSON.stringify(['email', identity.issuer, identity.address]);
    case 'uri':
      return JSON.stringify(['uri', identity.issuer, identity.uri]);
    case 'key':
    case 'pgp':
      return JSON.stringify([identity.kind, identity.fingerprint]);
    default:
      return identity satisfies never;
  }
};
