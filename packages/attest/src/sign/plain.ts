import { hash } from 'node:crypto';
import { readBundle } from '../bundle/read.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import { IN_TOTO_PAYLOAD_TYPE } from '../statement/read.ts';
import type { TrustRoot } from '../trust/types.ts';
import type { ArtifactFacts } from '../verify/types.ts';
import { verifyEvidence } from '../verify/verify.ts';
import { writeBundle, writeMessageBundle } from './bundle.ts';
import { SignError } from './error.ts';
import type { SigningPorts, StatementSigner, Witnesses } from './types.ts';
import { logEntry, logMessage, timestampOf } from './witness.ts';

export type PlainInput = {
  /** The file, or a statement that somebody else has written. */
  readonly bytes: Uint8Array;
  readonly as: 'message' | 'statement';
  readonly signer: StatementSigner;
  readonly witnesses: Witnesses;
  readonly trust: TrustRoot;
  /** What a statement is about; a message is about itself. */
  readonly artifact?: ArtifactFacts;
};

/**
 * Signs bytes as they are: a file itself, or a statement as it was written. Gives the bundle (0.3), verified. What custody states
 * is made by `signStatement`; this is for the public conformance suite. Throws SignError.
 */
export const signPlain = async (
  ports: SigningPorts,
  { bytes, as, signer, witnesses, trust, artifact }: PlainInput,
): Promise<string> => {
  const sha256 = hash('sha256', bytes, 'hex');
  const payloadType = IN_TOTO_PAYLOAD_TYPE;
  const signed = await signer.sign(as === 'message' ? bytes : preAuthEncoding(payloadType, bytes));
  const { log, timestamps } = witnesses;
  const envelope = { ...signed, payload: bytes, payloadType };
  const [entry, timestamp] = await Promise.all([
    log === undefined
      ? undefined
      : as === 'message'
        ? logMessage(ports, log, sha256, signed)
        : logEntry(ports, log, envelope),
    timestamps === undefined ? undefined : timestampOf(ports, timestamps, signed.signature),
  ]);
  const witnessed = {
    entries: entry === undefined ? [] : [entry],
    timestamps: timestamp === undefined ? [] : [timestamp],
  };
  const text =
    as === 'message'
      ? writeMessageBundle(sha256, signed, witnessed)
      : writeBundle({ envelope, ...witnessed });
  const read = readBundle(Buffer.from(text, 'utf8'));
  if (read.kind === 'invalid')
    throw new SignError('not-verified', `the bundle does not read: ${read.problems[0].message}`);
  const facts = as === 'message' ? { digests: { sha256 }, bytes } : artifact;
  if (facts === undefined) return text;
  const now = ports.now() + 60_000;
  const { outcome, steps } = await verifyEvidence({ artifact: facts, evidence: read.value, trust, now });
  if (outcome === 'holds') return text;
  const failed = steps.find((step) => step.outcome !== 'holds');
  throw new SignError('not-verified', `what was signed does not verify: ${failed?.message ?? ''}`);
};
