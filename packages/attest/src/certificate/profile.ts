import type { Certificate } from './certificate.ts';
import { strangeCritical } from './chain.ts';
import { basicConstraints, extendedKeyUsage, keyUsage, OID } from './extension.ts';

const DIGITAL_SIGNATURE = 0;

/**
 * Why a certificate is none that may sign artifacts (Fulcio certificate specification; RFC 5280, 4.2.1), or `undefined`: it must be
 * no authority, be for digital signatures and for code signing, and have no critical extension that is not understood.
 * Throws Malformed.
 */
export const profileProblem = (leaf: Certificate): string | undefined => {
  if (basicConstraints(leaf)?.ca === true) return 'it is an authority, not a signing certificate';
  if (keyUsage(leaf)?.has(DIGITAL_SIGNATURE) !== true) return 'its key usage has no digitalSignature';
  if (extendedKeyUsage(leaf)?.includes(OID.codeSigning) !== true)
    return 'its extended key usage has no codeSigning';
  if (leaf.notBefore > leaf.notAfter) return 'it ends before it begins';
  const strange = strangeCritical(leaf);
  return strange === undefined ? undefined : `its critical extension ${strange} is not understood`;
};
