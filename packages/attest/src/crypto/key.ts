import { createPublicKey, type KeyObject } from 'node:crypto';
import { Malformed } from '../der/read.ts';

/** Curves and moduli that are still believed in. */
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);
const RSA_BITS = [2048, 8192] as const;

const check = (key: KeyObject): KeyObject => {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ed25519') return key;
  if (type === 'ec' && CURVES.has(details?.namedCurve ?? '')) return key;
  if (type === 'rsa') {
    const bits = details?.modulusLength ?? 0;
    if (bits >= RSA_BITS[0] && bits <= RSA_BITS[1] && (details?.publicExponent ?? 0n) >= 3n) return key;
    throw new Malformed(`an RSA key of ${bits} bits; ${RSA_BITS[0]} to ${RSA_BITS[1]} are accepted`);
  }
  throw new Malformed(
    `a key of kind ${type ?? 'unknown'} ${details?.namedCurve ?? ''}, which is not accepted`,
  );
};

/** Makes a key of a SubjectPublicKeyInfo (DER): P-256, P-384, P-521, Ed25519 or RSA. Throws Malformed for any other. */
export const publicKey = (spki: Uint8Array): KeyObject => {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    throw new Malformed('a public key that is none');
  }
  return check(key);
};

/** As `publicKey`, of an RSAPublicKey (PKCS #1, DER), as old trust roots have it. Throws Malformed. */
export const rsaPublicKey = (pkcs1: Uint8Array): KeyObject => {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(pkcs1), format: 'der', type: 'pkcs1' });
  } catch {
    throw new Malformed('a public key that is none');
  }
  return check(key);
};
