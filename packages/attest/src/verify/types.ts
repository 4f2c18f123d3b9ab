import type { Evidence, HashName } from '../bundle/types.ts';
import type { Identity } from '../certificate/types.ts';
import type { Statement, StatementSubject } from '../statement/types.ts';
import type { ManagedKey, TrustRoot } from '../trust/types.ts';
import type { Step, StepOutcome } from '../types.ts';

/** What evidence is held against. At least one digest of SHA-256 or better; `bytes` where the whole file is at hand. */
export type ArtifactFacts = {
  /** Lower-case hex. Computed by the caller from the bytes, or stated by a person who has only the digest. */
  readonly digests: { readonly [name in HashName]?: string };
  /** The file's name without folders; PEP 740 holds the subject against it. Absent: not judged. */
  readonly name?: string;
  /** Needed for message signatures by Ed25519 and RSA-PSS keys only; ECDSA and RSA PKCS #1 are verified from the digest. */
  readonly bytes?: Uint8Array;
};

export type VerifyInput = {
  readonly artifact: ArtifactFacts;
  readonly evidence: Evidence;
  readonly trust: TrustRoot;
  /** Keys for evidence that names a key instead of carrying a certificate. */
  readonly keys?: readonly ManagedKey[];
  /** Milliseconds since 1970: nothing may have been signed later. */
  readonly now: number;
};

/** Who signed, proven. */
export type Signer =
  | ({ readonly kind: 'certificate' } & Identity)
  | { readonly kind: 'key'; readonly fingerprint: string };

/** A time at which the signature existed, proven by a log or a timestamp authority. */
export type VerifiedTime = {
  readonly source: 'log' | 'timestamp-authority';
  /** URL of the log or the authority, as the trust root has it. */
  readonly authority: string;
  /** Milliseconds since 1970. */
  readonly time: number;
};

export type VerifiedEntry = {
  readonly log: string;
  readonly logIndex: bigint;
  readonly kind: string;
  readonly version: string;
  readonly integratedTime: number | undefined;
  /** How it was shown to be in the log. */
  readonly by: 'proof' | 'promise' | 'proof-and-promise';
};

/**
 * The trace of one verification. `outcome` is `holds` only where every step holds; `unjudged` where none fails but one could not
 * be judged. Facts are there only where the steps that prove them hold, whatever the others say: read `outcome` first.
 * That the signature is good says nothing about whether the signer is the right one: that is for a policy.
 */
export type Verification = {
  readonly outcome: StepOutcome;
  readonly steps: readonly Step[];
  /** The instance of the trust root that was used. */
  readonly instance: string;
  readonly signer: Signer | undefined;
  readonly statement: Statement | undefined;
  /** The subject that is the artifact. */
  readonly subject: StatementSubject | undefined;
  readonly times: readonly VerifiedTime[];
  readonly entries: readonly VerifiedEntry[];
};
