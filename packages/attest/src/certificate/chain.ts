import { sameBytes } from '../crypto/digest.ts';
import { Malformed } from '../der/read.ts';
import type { TrustedChain } from '../trust/types.ts';
import type { Certificate } from './certificate.ts';
import {
  authorityKeyId,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  OID,
  subjectKeyId,
} from './extension.ts';
import { signedBy } from './signed.ts';

const KEY_CERT_SIGN = 5;

/** Extensions that are judged here or by the profile of the leaf; RFC 5280, 4.2: any other critical one refuses the certificate. */
const UNDERSTOOD = new Set<string>([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  OID.subjectAlternativeName,
  OID.subjectKeyId,
  OID.authorityKeyId,
  OID.sctList,
]);

/** The critical extension that nobody here understands, if there is one. */
export const strangeCritical = (certificate: Certificate): string | undefined => {
  for (const [id, { critical }] of certificate.extensions)
    if (critical && !UNDERSTOOD.has(id) && !id.startsWith(`${OID.fulcio}.`)) return id;
  return undefined;
};

/** True where the names, and the key identifiers where both have them, say that `issuer` issued `certificate` (RFC 5280, 6.1.3). */
export const namesChain = (certificate: Certificate, issuer: Certificate): boolean => {
  if (!sameBytes(certificate.issuer, issuer.subject)) return false;
  const wanted = authorityKeyId(certificate);
  const had = subjectKeyId(issuer);
  return wanted === undefined || had === undefined || sameBytes(wanted, had);
};

/** What keeps a certificate from issuing others, with `below` authorities between it and the leaf. */
const authorityProblem = (certificate: Certificate, below: number, purpose: string): string | undefined => {
  const constraints = basicConstraints(certificate);
  if (constraints?.ca !== true) return 'a certificate of the chain is no authority (RFC 5280, 4.2.1.9)';
  if (constraints.pathLength !== undefined && constraints.pathLength < below)
    return 'the chain is longer than its path length allows (RFC 5280, 4.2.1.9)';
  if (keyUsage(certificate)?.has(KEY_CERT_SIGN) === false)
    return 'a certificate of the chain must not sign certificates (RFC 5280, 4.2.1.3)';
  const purposes = extendedKeyUsage(certificate);
  if (purposes !== undefined && !purposes.includes(purpose) && !purposes.includes('2.5.29.37.0'))
    return `a certificate of the chain may not be used for ${purpose} (RFC 5280, 4.2.1.12)`;
  const strange = strangeCritical(certificate);
  return strange === undefined
    ? undefined
    : `the critical extension ${strange} is not understood (RFC 5280, 4.2)`;
};

const constantProblem = (authorities: readonly Certificate[], purpose: string): string | undefined => {
  for (const [index, certificate] of authorities.entries()) {
    const problem = authorityProblem(certificate, index, purpose);
    if (problem !== undefined) return problem;
    const issuer = authorities[index + 1];
    // The last one is the anchor: trusted because it is named, its own signature proves nothing more.
    if (issuer === undefined) continue;
    if (!namesChain(certificate, issuer))
      return 'the names in the chain do not follow each other (RFC 5280, 6.1.3)';
    if (!signedBy(certificate, issuer)) return 'a signature inside the chain does not hold (RFC 5280, 6.1.3)';
  }
  return undefined;
};

/** The part of the work that is the same for every leaf of an authority, done once. */
const judged = new WeakMap<TrustedChain, Map<string, string | undefined>>();

const constant = (
  chain: TrustedChain,
  authorities: readonly Certificate[],
  purpose: string,
): string | undefined => {
  const known = judged.get(chain) ?? new Map<string, string | undefined>();
  judged.set(chain, known);
  const key = `${purpose} ${authorities.length}`;
  if (!known.has(key)) known.set(key, constantProblem(authorities, purpose));
  return known.get(key);
};

/** The certificates of a chain that may issue: all of them, or all but the first, which is then a timestamping certificate. */
export const issuersOf = (chain: TrustedChain): readonly Certificate[] =>
  basicConstraints(chain.certificates[0])?.ca === true ? chain.certificates : chain.certificates.slice(1);

/** True where the leaf says that the chain's first authority issued it. Cheap; no signature is looked at. */
export const issuedByChain = (leaf: Certificate, chain: TrustedChain): boolean => {
  const [issuer] = issuersOf(chain);
  return issuer !== undefined && namesChain(leaf, issuer);
};

/**
 * Why a leaf is not certified by a trusted chain for a purpose (RFC 5280, 6.1), or `undefined` where it is. Times are not judged
 * here: see `outsideValidity`.
 */
export const chainProblem = (leaf: Certificate, chain: TrustedChain, purpose: string): string | undefined => {
  try {
    const authorities = issuersOf(chain);
    const [issuer] = authorities;
    if (issuer === undefined || !namesChain(leaf, issuer)) return 'another authority issued the certificate';
    const problem = constant(chain, authorities, purpose);
    if (problem !== undefined) return problem;
    return signedBy(leaf, issuer) ? undefined : "the authority's signature of the certificate does not hold";
  } catch (error) {
    if (error instanceof Malformed) return error.message;
    throw error;
  }
};

/** What was not valid at a time (milliseconds since 1970), or `undefined`. Both ends of an interval belong to it. */
export const outsideValidity = (leaf: Certificate, chain: TrustedChain, time: number): string | undefined => {
  if (time < leaf.notBefore || time > leaf.notAfter) return 'the certificate';
  if (chain.certificates.some(({ notBefore, notAfter }) => time < notBefore || time > notAfter))
    return 'an authority of its chain';
  const { start, end } = chain.validity;
  return time < start || (end !== undefined && time > end)
    ? "the trust root's entry for its authority"
    : undefined;
};
