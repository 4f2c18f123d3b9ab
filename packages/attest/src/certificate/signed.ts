import { encoded } from '../der/read.ts';
import { signatureHolds } from '../crypto/signature.ts';
import type { SignatureScheme } from '../trust/types.ts';
import type { Certificate } from './certificate.ts';

/** Signature algorithms of certificates (RFC 5758, RFC 8410, RFC 4055). SHA-1 and older are not among them. */
const ALGORITHMS: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  ['1.2.840.10045.4.3.2', { kind: 'ecdsa', hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { kind: 'ecdsa', hash: 'sha384' }],
  ['1.2.840.10045.4.3.4', { kind: 'ecdsa', hash: 'sha512' }],
  ['1.3.101.112', { kind: 'ed25519' }],
  ['1.2.840.113549.1.1.11', { kind: 'rsa-pkcs1', hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { kind: 'rsa-pkcs1', hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { kind: 'rsa-pkcs1', hash: 'sha512' }],
]);

/** True where `issuer`'s key made the signature of `certificate` (RFC 5280, 6.1.3 (a)(1)). Names are not compared here. */
export const signedBy = (certificate: Certificate, issuer: Certificate): boolean => {
  const scheme = ALGORITHMS.get(certificate.signatureAlgorithm);
  if (scheme === undefined) return false;
  return signatureHolds(issuer.key, scheme, encoded(certificate.tbs), certificate.signature);
};
