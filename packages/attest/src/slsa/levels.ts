import type { Envelope } from '../bundle/types.ts';
import type { ArtifactVerdict } from '../evidence/types.ts';
import { signerIdentity } from '../identity/of-signer.ts';
import { NO_POLICY } from '../policy/judge.ts';
import { trustedSummaries } from '../policy/levels.ts';
import { proven } from '../policy/steps.ts';
import type { SignerPolicy } from '../policy/types.ts';
import type { ManagedKey } from '../trust/types.ts';
import { type BuildEvidence, assessBuild } from './build.ts';
import { assessLegacy } from './legacy.ts';
import type { RulesetFacts } from './rulesets.ts';
import { assessSource } from './source.ts';
import type { Assessment } from './types.ts';
import { levelOf, type VerificationSummary } from './vsa.ts';
import { verifyVsa } from './verify-vsa.ts';

/** What there is besides the evidence about the file itself. */
export type LevelInput = {
  readonly policy: SignerPolicy | undefined;
  /** Keys that verifiers of the source may sign with. */
  readonly keys: readonly ManagedKey[];
  readonly rulesets?: RulesetFacts;
  /** Summaries about the commit that was built from. */
  readonly sourceSummaries: readonly Envelope[];
};

/** The tracks of SLSA for one artifact, requirement by requirement. */
export type ArtifactLevels = {
  readonly build: Assessment;
  readonly source: Assessment;
  readonly legacy: Assessment;
};

const builtBy = ({ evidence }: ArtifactVerdict): readonly Omit<BuildEvidence, 'builders'>[] =>
  evidence.flatMap((one) =>
    one.kind === 'verified' && one.provenance !== undefined
      ? [
          {
            provenance: one.provenance,
            signer: one.verification.outcome === 'holds' ? one.verification.signer : undefined,
            ...(one.verification.outcome === 'does-not-hold'
              ? { refuted: 'the provenance does not verify' }
              : {}),
          },
        ]
      : [],
  );

/** The repository and the commit that a certificate, or else provenance that holds, names. */
const sourceOf = (built: readonly Omit<BuildEvidence, 'builders'>[]) => {
  const proof = built.find(({ signer }) => signer !== undefined);
  const identity = proof?.signer && signerIdentity(proof.signer);
  const workflow = identity?.kind === 'github' || identity?.kind === 'gitlab' ? identity : undefined;
  const commit = workflow?.commit ?? proof?.provenance?.source.commit;
  const repository = proof?.provenance?.source.repository ?? workflow?.repository;
  return { ...(commit === undefined ? {} : { commit }), ...(repository === undefined ? {} : { repository }) };
};

/** Summaries about the commit, by a key that the policy names for that verifier. */
const sourceSummaries = (
  { sourceSummaries: envelopes, keys, policy }: LevelInput,
  { commit, repository }: { readonly commit?: string; readonly repository?: string },
): readonly VerificationSummary[] => {
  if (commit === undefined || repository === undefined) return [];
  const digest = { algorithm: 'gitCommit', value: commit } as const;
  return envelopes.flatMap((envelope) => {
    for (const { id: verifierId, signer } of policy?.verifiers ?? [])
      for (const key of keys)
        for (const resourceUri of [repository, `git+${repository}`]) {
          if (signer.kind !== 'key' || signer.fingerprint !== key.fingerprint) continue;
          const { summary } = verifyVsa(envelope, { digest, key, verifierId, resourceUri });
          if (summary !== undefined) return [summary];
        }
    return [];
  });
};

/** The build track, or what a believed verifier states of it where that is more. */
const buildOf = (
  artifact: ArtifactVerdict,
  built: readonly Omit<BuildEvidence, 'builders'>[],
  policy: SignerPolicy,
) => {
  const none = { provenance: undefined, signer: undefined };
  const shown = (built.length === 0 ? [none] : built)
    .map((one) => assessBuild({ ...one, builders: policy.builders }))
    .toSorted((a, b) => b.level - a.level);
  const best = shown[0] ?? assessBuild({ ...none, builders: policy.builders });
  const all = proven(
    artifact.evidence.flatMap((one) =>
      one.kind === 'verified' ? [{ place: one.place, verification: one.verification }] : [],
    ),
  );
  const stated = trustedSummaries(all, policy, artifact.release)
    .map(({ summary }) => ({ by: summary.verifierId, level: levelOf(summary.levels, 'BUILD') ?? 0 }))
    .toSorted((a, b) => b.level - a.level)[0];
  if (stated === undefined || stated.level <= best.level) return best;
  const requirements = best.requirements.map((one) =>
    one.level <= stated.level && one.verdict === 'not-shown'
      ? { ...one, verdict: 'declared' as const, message: `${stated.by} has verified level ${stated.level}` }
      : one,
  );
  const refuted = requirements.filter(({ verdict, level }) => verdict === 'not-met' && level <= stated.level);
  const level = Math.min(stated.level, ...refuted.map((one) => one.level - 1));
  return { ...best, level: Math.max(best.level, level), requirements };
};

/** The levels of SLSA that the evidence about an artifact shows: the build and source tracks of 1.2, and the old levels 1 to 4. */
export const assessArtifact = (artifact: ArtifactVerdict, input: LevelInput): ArtifactLevels => {
  const policy = input.policy ?? NO_POLICY;
  const built = builtBy(artifact);
  const from = sourceOf(built);
  const build = buildOf(artifact, built, policy);
  const source = assessSource({
    ...from,
    summaries: sourceSummaries(input, from),
    declared: policy.declared,
    ...(input.rulesets === undefined ? {} : { rulesets: input.rulesets }),
  });
  const provenance = built.find(({ signer }) => signer !== undefined)?.provenance;
  return { build, source, legacy: assessLegacy({ build, source, provenance, declared: policy.declared }) };
};
