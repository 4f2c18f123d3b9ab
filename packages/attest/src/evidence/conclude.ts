import type { SignerIdentity } from '../identity/types.ts';
import { judgePolicy, type PolicyVerdict } from '../policy/judge.ts';
import type { SignerPolicy, SignerRule } from '../policy/types.ts';
import { releaseOfName } from './name.ts';
import type { ArtifactOutcome, ArtifactVerdict, ExaminedEvidence } from './types.ts';

export type ConcludeInput = {
  readonly path: string;
  /** The file's name without folders. */
  readonly name: string;
  readonly sha256: string;
  readonly evidence: readonly ExaminedEvidence[];
  readonly policy?: SignerPolicy;
  readonly expected?: readonly SignerRule[];
  /** Who is recorded to have signed the package. */
  readonly recorded?: (name: string) => readonly SignerIdentity[] | undefined;
  readonly now: number;
};

const outcomeOf = (evidence: readonly ExaminedEvidence[], policy: PolicyVerdict): ArtifactOutcome => {
  const bad = evidence.some(
    (one) =>
      one.kind === 'malformed' || (one.kind === 'verified' && one.verification.outcome === 'does-not-hold'),
  );
  if (bad) return 'invalid';
  if (evidence.some(({ kind }) => kind === 'unreadable')) return 'undecided';
  if (policy.kind === 'mismatch') return 'policy-mismatch';
  if (policy.kind === 'no-evidence') return 'no-attestation';
  if (policy.kind === 'met') return 'verified';
  return evidence.length === 0 ? 'no-attestation' : 'undecided';
};

/** Holds everything that was found about an artifact against what the invoker asks for. */
export const concludeArtifact = (input: ConcludeInput): ArtifactVerdict => {
  const { path, name, sha256, evidence, policy, expected, recorded, now } = input;
  const { release, version } = releaseOfName(name);
  const known = release.name === undefined ? undefined : recorded?.(release.name);
  const verdict = judgePolicy({
    ...(policy === undefined ? {} : { policy }),
    ...(expected === undefined ? {} : { expected }),
    release,
    evidence: evidence.flatMap((one) =>
      one.kind === 'verified' ? [{ place: one.place, verification: one.verification }] : [],
    ),
    ...(known === undefined ? {} : { recorded: known }),
    now,
  });
  const outcome = outcomeOf(evidence, verdict);
  const demanded = verdict.kind === 'mismatch' || verdict.kind === 'no-evidence';
  return {
    path,
    sha256,
    release,
    ...(version === undefined ? {} : { version }),
    evidence,
    policy: verdict,
    outcome,
    failed: outcome === 'invalid' || (outcome !== 'undecided' && demanded && verdict.mode !== 'warn'),
  };
};
