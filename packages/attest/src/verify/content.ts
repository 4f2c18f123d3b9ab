import { hash } from 'node:crypto';
import type { Envelope, HashName, SignedContent } from '../bundle/types.ts';
import { prehashedSignatureHolds } from '../crypto/prehashed.ts';
import { signatureHolds } from '../crypto/signature.ts';
import { eitherSignatureHolds } from '../crypto/encodings.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import type { Signed } from '../log/signed.ts';
import type { Digests } from './artifact.ts';
import { CLAUSE } from './clauses.ts';
import type { SigningKey } from './key.ts';
import type { Trace } from './trace.ts';

/** What was signed, as a log would have recorded it. */
export const signedOf = (content: SignedContent, key: SigningKey, digests: Digests): Signed => {
  if (content.kind === 'message') {
    const digest = (algorithm: HashName): Uint8Array | undefined => {
      const found = digests(algorithm);
      return found === undefined ? undefined : Buffer.from(found, 'hex');
    };
    return { signature: content.signature, verifier: key.verifier, content: { kind: 'message', digest } };
  }
  const { envelope } = content;
  return {
    signature: signatureOf(envelope),
    verifier: key.verifier,
    content: {
      kind: 'dsse',
      payload: (algorithm) => hash(algorithm, envelope.payload, 'buffer'),
      pae: (algorithm) => hash(algorithm, preAuthEncoding(envelope.payloadType, envelope.payload), 'buffer'),
    },
  };
};

const NOTHING = new Uint8Array();

/** The one signature that is judged; readers see to it that there is one. */
export const signatureOf = (envelope: Envelope): Uint8Array => envelope.signatures[0]?.signature ?? NOTHING;

const hashOfScheme = (scheme: SigningKey['schemes'][number]): HashName =>
  scheme.kind === 'ed25519' ? 'sha512' : scheme.hash;

/** Judges the signature over an artifact itself, from its bytes or its digest. */
const judgeMessage = async (
  content: Extract<SignedContent, { kind: 'message' }>,
  key: SigningKey,
  bytes: Uint8Array | undefined,
  digests: Digests,
  to: Trace,
): Promise<boolean> => {
  const stated = content.digest;
  const actual = stated && digests(stated.algorithm);
  if (stated !== undefined && actual !== undefined) {
    const same = Buffer.from(stated.value).toString('hex') === actual;
    const problem = same
      ? undefined
      : `the signer states another ${stated.algorithm} digest than the artifact has`;
    to.judge(
      'message-digest',
      CLAUSE.message,
      problem,
      `the signer states the artifact's ${stated.algorithm} digest`,
    );
  }
  let judged = false;
  for (const scheme of key.schemes) {
    const digest = digests(hashOfScheme(scheme));
    const holds =
      bytes !== undefined
        ? signatureHolds(key.key, scheme, bytes, content.signature)
        : digest === undefined
          ? undefined
          : await prehashedSignatureHolds(key.key, scheme, Buffer.from(digest, 'hex'), content.signature);
    if (holds === true)
      return to.judge('signature', CLAUSE.message, undefined, 'the key signed the artifact');
    judged ||= holds === false;
  }
  if (judged)
    return to.judge(
      'signature',
      CLAUSE.message,
      'the signature is not one of this key over the artifact',
      '',
    );
  to.unjudged(
    'signature',
    CLAUSE.message,
    'a signature by this kind of key is verified from the file itself; only a digest is here',
  );
  return false;
};

/** Judges the signature: over the artifact, or over the envelope. */
export const judgeSignature = async (
  content: SignedContent,
  key: SigningKey,
  bytes: Uint8Array | undefined,
  digests: Digests,
  to: Trace,
): Promise<boolean> => {
  if (content.kind === 'message') return judgeMessage(content, key, bytes, digests, to);
  const { envelope } = content;
  const pae = preAuthEncoding(envelope.payloadType, envelope.payload);
  const signature = signatureOf(envelope);
  const holds =
    key.schemes.some((scheme) => signatureHolds(key.key, scheme, pae, signature)) ||
    // DSSE leaves the form to the signer: platforms that sign with keys of their own write r and s one after the other.
    (key.kind === 'key' && eitherSignatureHolds(key.key, pae, signature));
  return to.judge(
    'signature',
    CLAUSE.signature,
    holds ? undefined : 'the signature is not one of this key over the envelope',
    'the key signed the envelope',
  );
};
