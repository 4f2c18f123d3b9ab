import { constants, type KeyObject, publicDecrypt } from 'node:crypto';
import type { HashName } from '../bundle/types.ts';
import type { SignatureScheme } from '../trust/types.ts';
import { bitsOf } from '../der/values.ts';
import { children, wholeDer } from '../der/read.ts';

/** DigestInfo without the digest (RFC 8017, 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<HashName, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

const pkcs1Holds = (key: KeyObject, hash: HashName, digest: Uint8Array, signature: Uint8Array): boolean => {
  const expected = Buffer.concat([Buffer.from(DIGEST_INFO[hash], 'hex'), digest]);
  const modulusBytes = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  if (signature.length !== modulusBytes) return false;
  const found = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  return expected.equals(found);
};

const ecdsaHolds = async (key: KeyObject, digest: Uint8Array, signature: Uint8Array): Promise<boolean> => {
  // Node has no ECDSA over a digest. Loaded only here: its tables take longer to make than everything else together.
  const { p256, p384, p521 } = await import('@noble/curves/nist.js');
  const curves: Readonly<Record<string, typeof p256>> = {
    prime256v1: p256,
    secp384r1: p384,
    secp521r1: p521,
  };
  const curve = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (curve === undefined) return false;
  const [, bits] = children(wholeDer(key.export({ format: 'der', type: 'spki' })));
  return curve.verify(signature, digest, bitsOf(bits), { prehash: false, lowS: false, format: 'der' });
};

/**
 * True where the signature is by the key over whatever has this digest. `undefined` where a digest is not enough: Ed25519 and
 * RSA-PSS need the bytes themselves. Never throws.
 */
export const prehashedSignatureHolds = async (
  key: KeyObject,
  scheme: SignatureScheme,
  digest: Uint8Array,
  signature: Uint8Array,
): Promise<boolean | undefined> => {
  if (scheme.kind === 'ed25519' || scheme.kind === 'rsa-pss') return undefined;
  try {
    return scheme.kind === 'ecdsa'
      ? await ecdsaHolds(key, digest, signature)
      : pkcs1Holds(key, scheme.hash, digest, signature);
  } catch {
    return false;
  }
};
