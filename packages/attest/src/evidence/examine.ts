import type { Evidence } from '../bundle/types.ts';
import { readEvidence } from '../bundle/evidence.ts';
import { hex } from '../crypto/digest.ts';
import type { PgpKeyring } from '../pgp/keyring.ts';
import { PROVENANCE_V02, PROVENANCE_V1 } from '../policy/predicates.ts';
import { judgeAgreement } from '../slsa/agree.ts';
import { readBuildProvenance } from '../slsa/provenance.ts';
import { readStatement } from '../statement/read.ts';
import type { ManagedKey, TrustRoot } from '../trust/types.ts';
import type { Step } from '../types.ts';
import type { ArtifactFacts, Verification } from '../verify/types.ts';
import { verifyEvidence } from '../verify/verify.ts';
import type { EvidenceFile } from './find.ts';
import { examinePgp } from './pgp.ts';
import type { ExaminedEvidence } from './types.ts';

export type EvidenceContext = {
  readonly trust: TrustRoot;
  readonly keys: readonly ManagedKey[];
  /** OpenPGP keys that the invoker believes in. Absent: OpenPGP signatures stay unjudged. */
  readonly keyring?: PgpKeyring;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Asked only for evidence that cannot be judged by the digest alone. */
  readonly bytes?: () => Uint8Array | undefined;
};

/** Whether it says of itself that it is about these digests. Believed by nobody: it only tells which of many is meant. */
const isAbout = ({ content }: Evidence, { digests }: ArtifactFacts): boolean => {
  if (content.kind === 'message')
    return content.digest === undefined || digests[content.digest.algorithm] === hex(content.digest.value);
  const reading = readStatement(content.envelope.payload);
  return (
    reading.kind === 'invalid' ||
    reading.value.subjects.some(({ digest }) =>
      (['sha256', 'sha384', 'sha512'] as const).some(
        (name) => digests[name] !== undefined && digest.get(name) === digests[name],
      ),
    )
  );
};

const withSteps = (verification: Verification, more: readonly Step[]): Verification => {
  const fails = more.some(({ outcome }) => outcome === 'does-not-hold');
  const open = more.some(({ outcome, required }) => outcome === 'unjudged' && required !== false);
  const outcome =
    fails || verification.outcome === 'does-not-hold'
      ? 'does-not-hold'
      : open
        ? 'unjudged'
        : verification.outcome;
  return { ...verification, outcome, steps: [...verification.steps, ...more] };
};

/** The steps that build provenance asks for beyond its signature. */
export const withProvenance = (
  place: string,
  format: Evidence['format'],
  verification: Verification,
): ExaminedEvidence => {
  const { statement, signer } = verification;
  const type = statement?.predicateType;
  if (statement === undefined || (type !== PROVENANCE_V1 && type !== PROVENANCE_V02))
    return { kind: 'verified', place, format, verification };
  const reading = readBuildProvenance(statement);
  if (reading.kind === 'invalid') {
    const [{ place: at, message, clause }] = reading.problems;
    const step: Step = {
      id: 'provenance-form',
      outcome: 'does-not-hold',
      message: `${at}: ${message}`,
      clause,
    };
    return { kind: 'verified', place, format, verification: withSteps(verification, [step]) };
  }
  const steps = signer === undefined ? [] : judgeAgreement(reading.value, signer);
  return {
    kind: 'verified',
    place,
    format,
    verification: withSteps(verification, steps),
    provenance: reading.value,
  };
};

/**
 * Looks at one file of evidence about one artifact: reads it, verifies what it holds, and holds build provenance against the
 * certificate. Of a file with evidence about many artifacts only what is about this one is judged; where none is, all of it.
 */
export const examineEvidence = async (
  file: EvidenceFile,
  artifact: ArtifactFacts,
  { trust, keys, keyring, now, bytes }: EvidenceContext,
): Promise<readonly ExaminedEvidence[]> => {
  if (file.kind === 'unreadable') return [{ kind: 'unreadable', place: file.path, reason: file.reason }];
  if (file.kind === 'pgp')
    return examinePgp(file, { data: keyring === undefined ? undefined : bytes?.(), keyring, now });
  const reading = readEvidence(file.bytes);
  if (reading.kind === 'invalid')
    return [{ kind: 'malformed', place: file.path, problems: reading.problems }];
  const about =
    reading.value.length > 1 ? reading.value.filter((one) => isAbout(one, artifact)) : reading.value;
  const chosen = about.length === 0 ? reading.value : about;
  const examined: ExaminedEvidence[] = [];
  for (const [index, evidence] of chosen.entries()) {
    const place = chosen.length === 1 ? file.path : `${file.path} (${index + 1} of ${chosen.length})`;
    const whole = evidence.content.kind === 'message' ? bytes?.() : undefined;
    const facts = whole === undefined ? artifact : { ...artifact, bytes: whole };
    examined.push(
      withProvenance(
        place,
        evidence.format,
        await verifyEvidence({ artifact: facts, evidence, trust, keys, now }),
      ),
    );
  }
  return examined;
};
