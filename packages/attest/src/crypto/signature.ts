import { constants, type KeyObject, verify } from 'node:crypto';
import type { HashName } from '../bundle/types.ts';
import type { SignatureScheme } from '../trust/types.ts';

const CURVE_HASH: Readonly<Record<string, HashName>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
};

/** How a key of this kind signs by default (Sigstore algorithm registry). */
export const defaultScheme = (key: KeyObject): SignatureScheme => {
  if (key.asymmetricKeyType === 'ed25519') return { kind: 'ed25519' };
  if (key.asymmetricKeyType === 'rsa') return { kind: 'rsa-pkcs1', hash: 'sha256' };
  return { kind: 'ecdsa', hash: CURVE_HASH[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'sha256' };
};

const KEY_TYPE = { ed25519: 'ed25519', ecdsa: 'ec', 'rsa-pkcs1': 'rsa', 'rsa-pss': 'rsa' } as const;

const PADDING = {
  ecdsa: {},
  'rsa-pkcs1': { padding: constants.RSA_PKCS1_PADDING },
  'rsa-pss': { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
} as const;

/** True where the signature over `data` is by the key. False for anything else, malformed signatures too. */
export const signatureHolds = (
  key: KeyObject,
  scheme: SignatureScheme,
  data: Uint8Array,
  signature: Uint8Array,
): boolean => {
  if (key.asymmetricKeyType !== KEY_TYPE[scheme.kind]) return false;
  try {
    if (scheme.kind === 'ed25519') return verify(null, data, key, signature);
    return verify(scheme.hash, data, { key, ...PADDING[scheme.kind] }, signature);
  } catch {
    return false;
  }
};

/**
 * The schemes that evidence may have been signed with by a key that came without one: the registry's, and SHA-256 on the larger
 * curves, which widely used signers chose for years.
 */
export const acceptedSchemes = (key: KeyObject): readonly SignatureScheme[] => {
  const scheme = defaultScheme(key);
  return scheme.kind === 'ecdsa' && scheme.hash !== 'sha256'
    ? [scheme, { kind: 'ecdsa', hash: 'sha256' }]
    : [scheme];
};
