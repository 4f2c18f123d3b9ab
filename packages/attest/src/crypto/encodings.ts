import { constants, type KeyObject, sign, verify } from 'node:crypto';
import { defaultScheme, signatureHolds } from './signature.ts';

/** Bytes of one half of a raw ECDSA signature, by curve. */
const HALF: Readonly<Record<string, number>> = { prime256v1: 32, secp384r1: 48, secp521r1: 66 };

/**
 * Whether a signature over `data` is by the key. ECDSA signatures may be DER (RFC 3279) or raw, r and s one after the other
 * (IEEE P1363): signers of both kinds exist. A DER one never has the length of a raw one and its form at once.
 */
export const eitherSignatureHolds = (key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean => {
  const scheme = defaultScheme(key);
  if (signatureHolds(key, scheme, data, signature)) return true;
  const half = HALF[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (scheme.kind !== 'ecdsa' || half === undefined || signature.length !== half * 2) return false;
  try {
    return verify(scheme.hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
};

/** Signs as the key's kind does by default; ECDSA as DER or raw. Throws for keys that cannot sign. */
export const signWith = (key: KeyObject, data: Uint8Array, encoding: 'der' | 'ieee-p1363'): Buffer => {
  const scheme = defaultScheme(key);
  if (scheme.kind === 'ed25519') return sign(null, data, key);
  return sign(
    scheme.hash,
    data,
    scheme.kind === 'ecdsa'
      ? { key, dsaEncoding: encoding }
      : {
          key,
          padding: scheme.kind === 'rsa-pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING,
        },
  );
};
