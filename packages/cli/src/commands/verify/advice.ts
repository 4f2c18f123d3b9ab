import { type ArtifactVerdict, signerIdentity, type SignerIdentity, type Step } from '@custody/attest';
import type { VerifyResult } from './result.ts';

/** As `--identity` takes it. */
const expectationOf = (identity: SignerIdentity): string => {
  switch (identity.kind) {
    case 'github':
    case 'gitlab':
      return `${identity.kind}:${identity.repository}`;
    case 'email':
      return `email:${identity.address}@${identity.issuer}`;
    case 'uri':
      return `uri:${identity.uri}@${identity.issuer}`;
    case 'key':
    case 'pgp':
      return `${identity.kind}:${identity.fingerprint}`;
    default:
      return identity satisfies never;
  }
};

const signersOf = (artifacts: readonly ArtifactVerdict[]): readonly string[] => [
  ...new Set(
    artifacts.flatMap(({ evidence }) =>
      evidence.flatMap((one) => {
        if (one.kind !== 'verified' || one.verification.outcome !== 'holds') return [];
        const { signer } = one.verification;
        return signer === undefined ? [] : [expectationOf(signerIdentity(signer))];
      }),
    ),
  ),
];

/** Steps that end in one of these have a remedy that somebody can try at once. */
const has = ({ artifacts }: VerifyResult, id: string, outcome: string, says = ''): boolean =>
  artifacts.some(({ evidence }) =>
    evidence.some(
      (one) =>
        one.kind === 'verified' &&
        one.verification.steps.some(
          (step) => step.id === id && step.outcome === outcome && step.message.includes(says),
        ),
    ),
  );

const isUnrecorded = ({ id, outcome, message }: Step): boolean =>
  id === 'identity-kept' && outcome === 'unjudged' && message.includes('; it is ');

/** The few things to do where it is not simply ok. Not yet sanitised. */
export const adviceOf = (result: VerifyResult): readonly string[] => {
  const { artifacts } = result;
  const unasked = artifacts.filter(
    ({ policy, outcome }) => policy.kind === 'nothing-asked' && outcome !== 'invalid',
  );
  const advice: string[] = [];
  if (artifacts.some(({ outcome }) => outcome === 'invalid'))
    advice.push('do not use what is invalid: get file and evidence again from their source');
  if (artifacts.some(({ failed, outcome }) => failed && outcome !== 'invalid'))
    advice.push(
      'do not use it until its makers explain who signs and why; where that is right, change the policy',
    );
  if (artifacts.some(({ policy }) => policy.steps.some(isUnrecorded)))
    advice.push('look at who signs, and record it with --identities FILE --record');
  if (unasked.some(({ evidence }) => evidence.length === 0))
    advice.push(
      'there is no evidence beside it: say where it is with --evidence, or ask an index with --index-url',
    );
  if (has(result, 'public-key', 'unjudged'))
    advice.push('a key signed: name the public key that it has to be with --key FILE');
  if (has(result, 'pgp-signature', 'unjudged', 'no OpenPGP key'))
    advice.push('an OpenPGP key signed: name the keys that it may be with --keyring FILE');
  if (has(result, 'log-inclusion', 'does-not-hold', 'knows no log'))
    advice.push(
      'if another Sigstore than the public one is meant, name it with --trust-root (staging, or its trusted_root.json)',
    );
  if (unasked.some(({ evidence }) => evidence.length > 0)) {
    const found = signersOf(unasked).slice(0, 3);
    const did = found.length === 0 ? '' : `; who did: ${found.join(', ')}`;
    advice.push(`say who may sign, with --identity or in custody.toml ([verify])${did}`);
  }
  return advice;
};
