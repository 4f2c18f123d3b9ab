import { hash } from 'node:crypto';
import type { Certificate } from '../certificate/certificate.ts';
import {
  chainProblem,
  issuersOf,
  namesChain,
  outsideValidity,
  strangeCritical,
} from '../certificate/chain.ts';
import { basicConstraints, extendedKeyUsage, keyUsage, OID } from '../certificate/extension.ts';
import { sameBytes } from '../crypto/digest.ts';
import { defaultScheme, signatureHolds } from '../crypto/signature.ts';
import { Malformed } from '../der/read.ts';
import type { SignatureScheme, TrustedChain } from '../trust/types.ts';
import { readTimestamp, type Timestamp } from './read.ts';

export type TimestampVerdict =
  | { readonly kind: 'holds'; readonly authority: TrustedChain; readonly time: number }
  | { readonly kind: 'fails'; readonly why: string };

const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** RFC 5754, RFC 8419, RFC 5652: signature algorithms of a signer; `rsaEncryption` and `ecdsa` alone leave the hash to the digest. */
const schemeOf = (
  { signatureAlgorithm, digest }: Timestamp['signer'],
  key: Certificate['key'],
): SignatureScheme | undefined => {
  const fixed = {
    '1.2.840.10045.4.3.2': 'sha256',
    '1.2.840.10045.4.3.3': 'sha384',
    '1.2.840.10045.4.3.4': 'sha512',
  } as const;
  const rsa = {
    '1.2.840.113549.1.1.11': 'sha256',
    '1.2.840.113549.1.1.12': 'sha384',
    '1.2.840.113549.1.1.13': 'sha512',
  } as const;
  for (const [id, name] of Object.entries(fixed))
    if (id === signatureAlgorithm) return { kind: 'ecdsa', hash: name };
  for (const [id, name] of Object.entries(rsa))
    if (id === signatureAlgorithm) return { kind: 'rsa-pkcs1', hash: name };
  if (signatureAlgorithm === '1.2.840.113549.1.1.1') return { kind: 'rsa-pkcs1', hash: digest };
  if (signatureAlgorithm === '1.3.101.112')
    return defaultScheme(key).kind === 'ed25519' ? { kind: 'ed25519' } : undefined;
  return undefined;
};

/** RFC 3161, 2.3: the certificate of an authority is for timestamping and nothing else, critically so. */
const profileProblem = (leaf: Certificate): string | undefined => {
  if (basicConstraints(leaf)?.ca === true) return 'its certificate is an authority';
  const purposes = extendedKeyUsage(leaf) ?? [];
  if (purposes.length !== 1 || purposes[0] !== OID.timeStamping)
    return 'its certificate is not for timestamping alone';
  if (leaf.extensions.get(OID.extendedKeyUsage)?.critical !== true)
    return 'its certificate is for timestamping, but not critically so';
  const usage = keyUsage(leaf);
  if (usage !== undefined && !usage.has(0) && !usage.has(1)) return 'its certificate is not for signatures';
  const strange = strangeCritical(leaf);
  return strange === undefined
    ? undefined
    : `the critical extension ${strange} of its certificate is not understood`;
};

const names = (leaf: Certificate, { issuer, serial }: Timestamp['signer']): boolean =>
  sameBytes(leaf.issuer, issuer) && sameBytes(leaf.serial, serial);

/** The authority's own certificate: from the trust root, or from the token where the root names only who issued it. */
const leafFor = (timestamp: Timestamp, chain: TrustedChain): Certificate | undefined => {
  const [first] = chain.certificates;
  if (issuersOf(chain).length < chain.certificates.length)
    return names(first, timestamp.signer) ? first : undefined;
  return timestamp.certificates.find((leaf) => names(leaf, timestamp.signer) && namesChain(leaf, first));
};

const signerProblem = (timestamp: Timestamp, leaf: Certificate): string | undefined => {
  const { signer, info } = timestamp;
  if (signer.contentType !== TST_INFO) return 'its signer signed something else than a timestamp';
  if (!sameBytes(signer.messageDigest, hash(signer.digest, info, 'buffer')))
    return 'its contents were changed';
  const id = signer.certificateId;
  if (id !== undefined && !sameBytes(id.digest, hash(id.hash, leaf.der, 'buffer')))
    return 'its signer names another certificate as its own (RFC 5816)';
  const scheme = schemeOf(signer, leaf.key);
  if (scheme === undefined) return `the signature algorithm ${signer.signatureAlgorithm} is not accepted`;
  return signatureHolds(leaf.key, scheme, signer.signedAttributes, signer.signature)
    ? undefined
    : 'its signature does not hold';
};

/** Judges a timestamp over a signature (RFC 3161, 2.2) against the trusted authorities. Never throws. */
export const judgeTimestamp = (
  bytes: Uint8Array,
  signature: Uint8Array,
  authorities: readonly TrustedChain[],
): TimestampVerdict => {
  try {
    const timestamp = readTimestamp(bytes);
    const { imprint, time } = timestamp;
    if (!sameBytes(imprint.digest, hash(imprint.hash, signature, 'buffer')))
      return { kind: 'fails', why: 'it is for another signature' };
    let why = 'no trusted authority made it';
    for (const authority of authorities) {
      const leaf = leafFor(timestamp, authority);
      if (leaf === undefined) continue;
      const outside = outsideValidity(leaf, authority, time);
      const problem =
        profileProblem(leaf) ??
        chainProblem(leaf, authority, OID.timeStamping) ??
        signerProblem(timestamp, leaf) ??
        (outside === undefined ? undefined : `${outside} was not valid at its time`);
      if (problem === undefined) return { kind: 'holds', authority, time };
      why = problem;
    }
    return { kind: 'fails', why };
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'fails', why: error.message };
    throw error;
  }
};
