import { publicKey, rsaPublicKey } from '../crypto/key.ts';
import { Malformed } from '../der/read.ts';
import type { SignatureScheme, TrustedKey } from './types.ts';

type Details = {
  readonly type: string;
  readonly curve?: string;
  readonly scheme: SignatureScheme;
  readonly pkcs1?: true;
};

const ecdsa = (curve: string, hash: 'sha256' | 'sha384' | 'sha512'): Details => ({
  type: 'ec',
  curve,
  scheme: { kind: 'ecdsa', hash },
});
const rsa = (kind: 'rsa-pkcs1' | 'rsa-pss', hash: 'sha256' | 'sha512'): Details => ({
  type: 'rsa',
  scheme: { kind, hash },
});

/** PublicKeyDetails of sigstore_common.proto; the prehashed, the deprecated and the post-quantum ones are not accepted. */
const DETAILS: ReadonlyMap<string, Details> = new Map([
  ['PKIX_ECDSA_P256_SHA_256', ecdsa('prime256v1', 'sha256')],
  ['PKIX_ECDSA_P384_SHA_384', ecdsa('secp384r1', 'sha384')],
  ['PKIX_ECDSA_P521_SHA_512', ecdsa('secp521r1', 'sha512')],
  ['PKIX_ED25519', { type: 'ed25519', scheme: { kind: 'ed25519' } }],
  ['PKIX_RSA_PKCS1V15_2048_SHA256', rsa('rsa-pkcs1', 'sha256')],
  ['PKIX_RSA_PKCS1V15_3072_SHA256', rsa('rsa-pkcs1', 'sha256')],
  ['PKIX_RSA_PKCS1V15_4096_SHA256', rsa('rsa-pkcs1', 'sha256')],
  ['PKIX_RSA_PSS_2048_SHA256', rsa('rsa-pss', 'sha256')],
  ['PKIX_RSA_PSS_3072_SHA256', rsa('rsa-pss', 'sha256')],
  ['PKIX_RSA_PSS_4096_SHA256', rsa('rsa-pss', 'sha256')],
  // Deprecated, and what the staging log of certificates still is.
  ['PKCS1_RSA_PKCS1V5', { ...rsa('rsa-pkcs1', 'sha256'), pkcs1: true }],
  ['PKIX_RSA_PKCS1V5', rsa('rsa-pkcs1', 'sha256')],
]);

/** Makes a key of a trust root's `rawBytes` and `keyDetails`. Throws Malformed where they do not agree. */
export const trustedKey = (raw: Uint8Array, keyDetails: string): TrustedKey => {
  const details = DETAILS.get(keyDetails);
  if (details === undefined) throw new Malformed(`keys of kind ${keyDetails} are not accepted`);
  const key = details.pkcs1 === true ? rsaPublicKey(raw) : publicKey(raw);
  if (key.asymmetricKeyType !== details.type || key.asymmetricKeyDetails?.namedCurve !== details.curve)
    throw new Malformed(`the key is none of kind ${keyDetails}`);
  return { key, scheme: details.scheme, spki: key.export({ format: 'der', type: 'spki' }) };
};
