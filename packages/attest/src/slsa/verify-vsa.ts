import type { Envelope } from '../bundle/types.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import { quoted } from '../json/taker.ts';
import { IN_TOTO_PAYLOAD_TYPE, readStatement } from '../statement/read.ts';
import type { ManagedKey } from '../trust/types.ts';
import type { Step } from '../types.ts';
import { eitherSignatureHolds } from '../crypto/encodings.ts';
import { levelOf, readVsa, type VerificationSummary, VSA_CLAUSE } from './vsa.ts';

/** What somebody who is handed a summary expects of it. */
export type VsaExpectation = {
  /** The artifact's digest, or a source revision's commit; lower-case hex. */
  readonly digest: { readonly algorithm: 'sha256' | 'gitCommit'; readonly value: string };
  /** Only pairs of key and verifier are believed: whose key it is does not say for whom they may speak. */
  readonly key: ManagedKey;
  readonly verifierId: string;
  readonly resourceUri: string;
  /** The least level of each track. */
  readonly build?: number;
  readonly source?: number;
};

export type VsaVerdict = {
  readonly outcome: 'holds' | 'does-not-hold';
  readonly steps: readonly Step[];
  /** There only where every step holds. */
  readonly summary: VerificationSummary | undefined;
};

/** Verifies a verification summary about one artifact, step by step as the standard has them. Never throws. */
export const verifyVsa = (envelope: Envelope, expected: VsaExpectation): VsaVerdict => {
  const steps: Step[] = [];
  const judge = (id: string, holds: boolean, good: string, bad: string): boolean => {
    steps.push({
      id,
      outcome: holds ? 'holds' : 'does-not-hold',
      message: holds ? good : bad,
      clause: VSA_CLAUSE,
    });
    return holds;
  };
  const ended = (summary?: VerificationSummary): VsaVerdict => {
    const holds = summary !== undefined && steps.every(({ outcome }) => outcome === 'holds');
    return { outcome: holds ? 'holds' : 'does-not-hold', steps, summary: holds ? summary : undefined };
  };
  const signed = preAuthEncoding(envelope.payloadType, envelope.payload);
  const good =
    envelope.payloadType === IN_TOTO_PAYLOAD_TYPE &&
    envelope.signatures.some(({ signature }) => eitherSignatureHolds(expected.key.key, signed, signature));
  const key = expected.key.fingerprint;
  if (!judge('vsa-signature', good, `signed with the key ${key}`, `not signed with the key ${key}`))
    return ended();
  const statement = readStatement(envelope.payload);
  const reading = statement.kind === 'read' ? readVsa(statement.value) : statement;
  if (statement.kind === 'invalid' || reading.kind === 'invalid') {
    const problem = reading.kind === 'invalid' ? reading.problems[0] : undefined;
    judge('vsa-form', false, '', `${problem?.place ?? ''}: ${problem?.message ?? 'it cannot be read'}`);
    return ended();
  }
  const summary = reading.value;
  const { algorithm, value } = expected.digest;
  const about = statement.value.subjects.some(({ digest }) => digest.get(algorithm) === value);
  judge('vsa-subject', about, `about ${algorithm} ${value}`, `not about ${algorithm} ${value}`);
  const { verifierId, resourceUri, result, levels } = summary;
  judge(
    'vsa-verifier',
    verifierId === expected.verifierId,
    `verified by ${verifierId}`,
    `verified by ${quoted(verifierId)}, not by ${quoted(expected.verifierId)}`,
  );
  judge(
    'vsa-resource',
    resourceUri === expected.resourceUri,
    `as ${resourceUri}`,
    `it is about ${quoted(resourceUri)}, not about ${quoted(expected.resourceUri)}`,
  );
  judge('vsa-result', result === 'PASSED', 'it passed', 'it failed');
  for (const [track, least] of [
    ['BUILD', expected.build],
    ['SOURCE', expected.source],
  ] as const) {
    if (least === undefined) continue;
    const level = levelOf(levels, track) ?? 0;
    const found = `${track.toLowerCase()} level ${level}`;
    judge(
      `vsa-${track.toLowerCase()}-level`,
      level >= least,
      found,
      `${found}; at least ${least} is asked for`,
    );
  }
  return ended(summary);
};
