import { basename } from 'node:path';
import {
  type ArtifactVerdict,
  concludeArtifact,
  describeIdentity,
  embeddedTrustRoot,
  type ExaminedEvidence,
  examineEvidence,
  findEvidence,
  judgeArtifact,
  predicateName,
  signerIdentity,
} from '@custody/attest';
import { HostError, readWhole } from '@custody/host';
import type { Selection } from '../select/select.ts';
import { type Ledger, record } from './apply.ts';
import type { Signers } from './task.ts';

/** Signatures that need the bytes themselves are judged up to this size; past it they stay unjudged. */
const MAX_BYTES = 256 * 2 ** 20;

const contentOf = (path: string): Uint8Array | undefined => {
  try {
    return readWhole(path, MAX_BYTES);
  } catch (error) {
    if (error instanceof HostError && error.code === 'too-large') return undefined;
    throw error;
  }
};

/** Who is proven to have signed, for the head of the subject. */
const factsOf = ({ evidence }: ArtifactVerdict): readonly string[] => {
  const facts = evidence.flatMap((one) => {
    if (one.kind !== 'verified' || one.verification.outcome !== 'holds') return [];
    const { signer, statement } = one.verification;
    if (signer === undefined) return [];
    const what = statement === undefined ? 'signature' : predicateName(statement.predicateType);
    return [`${what}: ${describeIdentity(signerIdentity(signer))}`];
  });
  return [...new Set(facts)];
};

/**
 * Verifies the evidence that stands beside an artifact, by the trust root that is part of custody, and holds the signers against
 * the policy: without one they are shown, and nothing is decided. Says who signed.
 */
export const judgeEvidence = async (
  artifact: { readonly path: string; readonly sha256: string },
  { policy, now }: Signers,
  selection: Selection,
  ledger: Ledger,
): Promise<readonly string[]> => {
  const { path, sha256 } = artifact;
  const name = basename(path);
  const files = findEvidence(path);
  const context = { trust: embeddedTrustRoot(), keys: [], now, bytes: () => contentOf(path) };
  const evidence: ExaminedEvidence[] = [];
  for (const file of files)
    evidence.push(...(await examineEvidence(file, { digests: { sha256 }, name }, context)));
  const verdict = concludeArtifact({
    path,
    name,
    sha256,
    evidence,
    ...(policy === undefined ? {} : { policy }),
    now,
  });
  // Nothing is beside it, and the policy does not speak of it: nobody asked.
  if (files.length === 0 && verdict.policy.kind === 'nothing-asked') return [];
  record(ledger, judgeArtifact(verdict), selection);
  return factsOf(verdict);
};
