import { createPublicKey, hash, type KeyObject, sign } from 'node:crypto';
import { defaultScheme } from '../crypto/signature.ts';
import type { StatementSigner, VerificationKey } from '../sign/types.ts';

/** How evidence names a key of one's own: by the SHA-256 of its SubjectPublicKeyInfo, in lower-case hex. */
export const verificationKey = (publicKey: KeyObject): VerificationKey & { readonly kind: 'public-key' } => {
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return { kind: 'public-key', spki, hint: hash('sha256', spki, 'hex') };
};

/** Signs with a private key that is at hand: Ed25519, ECDSA, RSA. */
export const keySigner = (privateKey: KeyObject): StatementSigner => {
  const publicKey = createPublicKey(privateKey);
  const scheme = defaultScheme(publicKey);
  const key = verificationKey(publicKey);
  return {
    sign: (data) =>
      Promise.resolve({
        signature: sign(scheme.kind === 'ed25519' ? null : scheme.hash, data, privateKey),
        key,
      }),
  };
};
