import type { KeyObject } from 'node:crypto';
import type { Evidence } from '../bundle/types.ts';
import { type Certificate, readCertificate, readLeaf } from '../certificate/certificate.ts';
import { namesChain } from '../certificate/chain.ts';
import { identityOf } from '../certificate/identity.ts';
import { profileProblem } from '../certificate/profile.ts';
import type { Identity } from '../certificate/types.ts';
import { acceptedSchemes } from '../crypto/signature.ts';
import { Malformed } from '../der/read.ts';
import type { Signed } from '../log/signed.ts';
import type { ManagedKey, SignatureScheme } from '../trust/types.ts';
import { CLAUSE } from './clauses.ts';
import type { Trace } from './trace.ts';

/** The key that is to have signed. */
export type SigningKey = {
  readonly key: KeyObject;
  readonly schemes: readonly SignatureScheme[];
  readonly verifier: Signed['verifier'];
} & (
  | { readonly kind: 'certificate'; readonly leaf: Certificate; readonly identity: Identity | undefined }
  | { readonly kind: 'key'; readonly fingerprint: string }
);

/** A bundle carries no root: what is trusted is not for the signer to say (Sigstore bundle format, X509CertificateChain). */
const othersProblem = (others: readonly Uint8Array[]): string | undefined => {
  for (const der of others) {
    const certificate = readCertificate(der);
    if (namesChain(certificate, certificate))
      return 'the chain that came with it has a root certificate in it';
  }
  return undefined;
};

const certificateKey = (
  leafBytes: Uint8Array,
  others: readonly Uint8Array[],
  to: Trace,
): SigningKey | undefined => {
  let leaf: Certificate;
  try {
    leaf = readLeaf(leafBytes);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    to.judge('certificate-form', CLAUSE.certificate, `the certificate cannot be read: ${error.message}`, '');
    return undefined;
  }
  to.judge('certificate-form', CLAUSE.certificate, undefined, 'the certificate can be read');
  let identity: Identity | undefined;
  let problem: string | undefined;
  try {
    problem = profileProblem(leaf) ?? othersProblem(others);
    identity = identityOf(leaf);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    problem ??= error.message;
  }
  to.judge(
    'certificate-profile',
    CLAUSE.profile,
    problem === undefined ? undefined : `the certificate is not for signing artifacts: ${problem}`,
    'the certificate is for signing artifacts and names one identity',
  );
  return {
    kind: 'certificate',
    key: leaf.key,
    schemes: acceptedSchemes(leaf.key),
    verifier: { kind: 'certificate', der: leaf.der },
    leaf,
    identity: problem === undefined ? identity : undefined,
  };
};

/** The key of the evidence: out of its certificate, or the one in hand that it names. Its steps are recorded. */
export const signingKey = (
  evidence: Evidence,
  keys: readonly ManagedKey[],
  to: Trace,
): SigningKey | undefined => {
  const { key } = evidence;
  if (key.kind === 'certificate') return certificateKey(key.leaf, key.others, to);
  const [found, ...others] = keys.filter(({ hint }) => hint === undefined || hint === key.hint);
  if (found === undefined || others.length > 0) {
    const why =
      found === undefined
        ? 'no key in hand is the one that it names'
        : 'more than one key in hand may be the one that it names';
    to.unjudged(
      'public-key',
      CLAUSE.key,
      `the evidence is signed by a key and carries no certificate; ${why}`,
    );
    return undefined;
  }
  to.judge('public-key', CLAUSE.key, undefined, `held against the key ${found.fingerprint}`);
  return {
    kind: 'key',
    key: found.key,
    schemes: acceptedSchemes(found.key),
    verifier: { kind: 'public-key', der: found.spki },
    fingerprint: found.fingerprint,
  };
};
