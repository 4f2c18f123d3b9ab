import { readBundle } from '../bundle/read.ts';
import { publicKey } from '../crypto/key.ts';
import { defaultScheme } from '../crypto/signature.ts';
import { preAuthEncoding } from '../envelope/pae.ts';
import { readAttestation } from '../pep740/read.ts';
import { IN_TOTO_PAYLOAD_TYPE } from '../statement/read.ts';
import type { ManagedKey, TrustRoot } from '../trust/types.ts';
import type { Verification } from '../verify/types.ts';
import { verifyEvidence } from '../verify/verify.ts';
import { writeAttestation, writeBundle, type WitnessedEnvelope } from './bundle.ts';
import { SignError } from './error.ts';
import { isPep740Kind, makeStatement, type StatementPlan, type SubjectFile } from './statement.ts';
import type { SigningPorts, StatementSigner, VerificationKey, Witnesses } from './types.ts';
import { logEntry, timestampOf } from './witness.ts';

export type SignInput = {
  readonly plan: StatementPlan;
  readonly subjects: readonly SubjectFile[];
  readonly signer: StatementSigner;
  readonly witnesses: Witnesses;
  /** What is signed is verified against this before it is handed out. */
  readonly trust: TrustRoot;
};

export type SignedStatement = {
  /** Sigstore bundle 0.3, as it is to be written. */
  readonly bundle: string;
  /** PEP 740 attestation object; `undefined` where that standard knows no such statement or signer. */
  readonly attestation: string | undefined;
  readonly subjects: readonly SubjectFile[];
  readonly verification: Verification;
};

const managed = (key: VerificationKey): readonly ManagedKey[] => {
  if (key.kind === 'certificate') return [];
  const made = publicKey(key.spki);
  return [{ key: made, scheme: defaultScheme(made), spki: key.spki, hint: key.hint, fingerprint: key.hint }];
};

const verified = async (
  text: string,
  form: 'bundle' | 'attestation',
  subject: SubjectFile,
  key: VerificationKey,
  input: SignInput,
  now: number,
): Promise<Verification> => {
  const read = (form === 'bundle' ? readBundle : readAttestation)(Buffer.from(text, 'utf8'));
  if (read.kind === 'invalid')
    throw new SignError('not-verified', `the ${form} does not read: ${read.problems[0].message}`);
  const artifact = { digests: { sha256: subject.sha256 }, name: subject.name };
  // The clocks of log and machine differ a little.
  const verification = await verifyEvidence({
    artifact,
    evidence: read.value,
    trust: input.trust,
    keys: managed(key),
    now: now + 60_000,
  });
  if (verification.outcome === 'holds') return verification;
  const failed = verification.steps.find(({ outcome }) => outcome !== 'holds');
  throw new SignError(
    'not-verified',
    `what was signed does not verify (${failed?.id ?? 'nothing'}): ${failed?.message ?? ''}`,
  );
};

/**
 * Makes a statement, signs it, has it witnessed and verifies the result, for every subject, from the bytes that will be
 * written. Throws SignError; nothing that does not verify is handed out.
 */
export const signStatement = async (ports: SigningPorts, input: SignInput): Promise<SignedStatement> => {
  const { plan, subjects, signer, witnesses } = input;
  const payload = makeStatement(plan, subjects);
  const signed = await signer.sign(preAuthEncoding(IN_TOTO_PAYLOAD_TYPE, payload));
  const envelope = { ...signed, payload, payloadType: IN_TOTO_PAYLOAD_TYPE };
  const [entry, timestamp] = await Promise.all([
    witnesses.log === undefined ? undefined : logEntry(ports, witnesses.log, envelope),
    witnesses.timestamps === undefined
      ? undefined
      : timestampOf(ports, witnesses.timestamps, signed.signature),
  ]);
  const witnessed: WitnessedEnvelope = {
    envelope,
    entries: entry === undefined ? [] : [entry],
    timestamps: timestamp === undefined ? [] : [timestamp],
  };
  const bundle = writeBundle(witnessed);
  const attestation =
    isPep740Kind(plan.kind) && subjects.length === 1 ? writeAttestation(witnessed) : undefined;
  let verification: Verification | undefined;
  for (const subject of subjects) {
    verification = await verified(bundle, 'bundle', subject, signed.key, input, ports.now());
    if (attestation !== undefined)
      await verified(attestation, 'attestation', subject, signed.key, input, ports.now());
  }
  if (verification === undefined)
    throw new SignError('bad-statement', 'a statement is about at least one file');
  return { bundle, attestation, subjects, verification };
};

/** Signs many statements, at most `parallel` at once: logs take seconds each. Results in the order of the inputs. Throws SignError. */
export const signAll = async (
  ports: SigningPorts,
  inputs: readonly SignInput[],
  parallel = 8,
): Promise<readonly SignedStatement[]> => {
  const results: SignedStatement[] = [];
  const queue = inputs.entries();
  const work = async (): Promise<void> => {
    for (const [index, input] of queue) results[index] = await signStatement(ports, input);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, inputs.length) }, work));
  return results;
};
