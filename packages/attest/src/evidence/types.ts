import type { EvidenceFormat, Problem } from '../bundle/types.ts';
import type { EvidenceVerification } from '../policy/steps.ts';
import type { Release } from '../policy/template.ts';
import type { PolicyVerdict } from '../policy/judge.ts';
import type { BuildProvenance } from '../slsa/types.ts';
import type { VerificationSummary } from '../slsa/vsa.ts';

/** What became of one piece of evidence. */
export type ExaminedEvidence =
  | {
      readonly kind: 'verified';
      /** The file it stands in, and which of several it is. */
      readonly place: string;
      /** Of the bytes of that file, lower-case hex. */
      readonly sha256?: string;
      readonly format: EvidenceFormat | { readonly kind: 'pgp' };
      /** Read its outcome: this says that it was looked at, not that it is good. */
      readonly verification: EvidenceVerification;
      /** Where it is build provenance that can be read. */
      readonly provenance?: BuildProvenance;
      /** Where it is a verification summary that passed. Whose word that is, is for a policy. */
      readonly summary?: VerificationSummary;
    }
  /** It is no evidence that can be read: bad data, not bad signatures. */
  | {
      readonly kind: 'malformed';
      readonly place: string;
      readonly problems: readonly [Problem, ...Problem[]];
    }
  | { readonly kind: 'unreadable'; readonly place: string; readonly reason: string };

/**
 * How an artifact stands: `verified` where everything that was asked for holds; `invalid` where some evidence is bad, whatever else
 * there is; `policy-mismatch` where it is good and not what the policy asks for; `no-attestation` where there is none;
 * `undecided` where something could not be judged or nobody said who may sign.
 */
export type ArtifactOutcome = 'verified' | 'invalid' | 'policy-mismatch' | 'no-attestation' | 'undecided';

/** What is known about one artifact after all evidence about it was looked at. */
export type ArtifactVerdict = {
  readonly path: string;
  readonly sha256: string;
  readonly release: Release;
  /** As the file's name writes it. */
  readonly version?: string;
  readonly evidence: readonly ExaminedEvidence[];
  readonly policy: PolicyVerdict;
  readonly outcome: ArtifactOutcome;
  /** Something that was required is missing or bad: what is merely not decided is not. */
  readonly failed: boolean;
};
