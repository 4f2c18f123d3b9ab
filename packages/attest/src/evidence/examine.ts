import { hash } from 'node:crypto';
import type { Evidence } from '../bundle/types.ts';
import { readEvidence } from '../bundle/evidence.ts';
import { hex } from '../crypto/digest.ts';
import type { PgpKeyring } from '../pgp/keyring.ts';
import { readStatement } from '../statement/read.ts';
import type { ManagedKey, TrustRoot } from '../trust/types.ts';
import type { ArtifactFacts } from '../verify/types.ts';
import { verifyEvidence } from '../verify/verify.ts';
import type { EvidenceFile } from './find.ts';
import { examinePgp } from './pgp.ts';
import { withPredicate } from './predicate.ts';
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

/**
 * Looks at one file of evidence about one artifact: reads it, verifies what it holds, and looks at what provenance and
 * summaries in it say. Of a file with evidence about many artifacts only what is about this one is judged; where none is, all of it.
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
  const sha256 = hash('sha256', file.bytes, 'hex');
  const examined: ExaminedEvidence[] = [];
  for (const [index, evidence] of chosen.entries()) {
    const place = chosen.length === 1 ? file.path : `${file.path} (${index + 1} of ${chosen.length})`;
    const whole = evidence.content.kind === 'message' ? bytes?.() : undefined;
    const facts = whole === undefined ? artifact : { ...artifact, bytes: whole };
    const verification = await verifyEvidence({ artifact: facts, evidence, trust, keys, now });
    examined.push({ ...withPredicate(place, evidence.format, verification), sha256 });
  }
  return examined;
};
