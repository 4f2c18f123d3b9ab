import { basename } from 'node:path';
import {
  type ArtifactVerdict,
  concludeArtifact,
  describeIdentity,
  embeddedTrustRoot,
  type EvidenceContext,
  type ExaminedEvidence,
  examineEvidence,
  findEvidence,
  judgeArtifact,
  predicateName,
  type Reading,
  readKeyring,
  readPublicKey,
  readTrustRoot,
  signerIdentity,
  stagingTrustRoot,
} from '@custody/attest';
import { HostError, readWhole } from '@custody/host';
import type { Selection } from '../select/select.ts';
import { type Ledger, record } from './apply.ts';
import type { Signers, TrustMaterial } from './task.ts';

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

/** What somebody made sure of before can be read. */
const readable = <T>(reading: Reading<T>): T => {
  if (reading.kind === 'read') return reading.value;
  throw new Error(`what is trusted cannot be read: ${reading.problems[0].message}`);
};

type Trusted = Pick<EvidenceContext, 'trust' | 'keys' | 'keyring'>;

const trusted = async (material: TrustMaterial | undefined): Promise<Trusted> => {
  const { root, keys = [], keyring } = material ?? {};
  const trust =
    root === undefined
      ? embeddedTrustRoot()
      : root.kind === 'staging'
        ? await stagingTrustRoot()
        : readable(readTrustRoot(root.bytes, { kind: 'file', path: root.path }));
  return {
    trust,
    keys: keys.map((key) => readable(readPublicKey(key))),
    ...(keyring === undefined ? {} : { keyring: readable(readKeyring(keyring)) }),
  };
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
 * Verifies the evidence that stands beside an artifact, by what is part of custody or the invoker trusts, and holds the signers against
 * the policy: without one they are shown, and nothing is decided. Says who signed.
 */
export const judgeEvidence = async (
  artifact: { readonly path: string; readonly sha256: string },
  { policy, trust, now }: Signers,
  selection: Selection,
  ledger: Ledger,
): Promise<readonly string[]> => {
  const { path, sha256 } = artifact;
  const name = basename(path);
  const files = findEvidence(path);
  const context = { ...(await trusted(trust)), now, bytes: () => contentOf(path) };
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
