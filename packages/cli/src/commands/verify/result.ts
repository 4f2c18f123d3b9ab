import type { ArtifactLevels, ArtifactVerdict, ReleaseVerdict, SignerPolicy } from '@custody/attest';
import type { Verdict } from '@custody/findings';
import { EXIT, type ExitCode } from '../../exit.ts';

/** Everything that one run of `custody verify` found out. */
export type VerifyResult = {
  readonly artifacts: readonly ArtifactVerdict[];
  readonly releases: readonly ReleaseVerdict[];
  /** Build platforms that the policy believes in. */
  readonly builders: SignerPolicy['builders'];
  /** Of each artifact, where they were asked for. */
  readonly levels?: readonly ArtifactLevels[];
  /** What took part besides the files, in order. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
};

const warned = ({ outcome, policy }: ArtifactVerdict): boolean =>
  policy.mode === 'warn' && (outcome === 'policy-mismatch' || outcome === 'no-attestation');

/** The verdict over all of it: bad before undecided before ok. */
export const verdictOf = ({ artifacts, releases }: VerifyResult): Verdict => {
  if (artifacts.some(({ failed }) => failed) || releases.some(({ outcome }) => outcome === 'does-not-hold'))
    return 'findings';
  return artifacts.every((one) => one.outcome === 'verified' || warned(one)) ? 'ok' : 'undecided';
};

const EXITS: Readonly<Record<Verdict, ExitCode>> = {
  ok: EXIT.ok,
  findings: EXIT.findings,
  undecided: EXIT.undecided,
};

export const exitOf = (result: VerifyResult): ExitCode => EXITS[verdictOf(result)];
