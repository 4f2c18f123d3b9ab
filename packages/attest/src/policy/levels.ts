import { assessBuild } from '../slsa/build.ts';
import { readBuildProvenance } from '../slsa/provenance.ts';
import type { Assessment } from '../slsa/types.ts';
import { levelOf, readVsa, type VerificationSummary } from '../slsa/vsa.ts';
import type { Step } from '../types.ts';
import { signerMismatches } from './match.ts';
import { PROVENANCE_V02, PROVENANCE_V1, VSA_PREDICATE } from './predicates.ts';
import { type Proven, step } from './steps.ts';
import { type Release, tagFits } from './template.ts';
import type { PackageRule, SignerPolicy } from './types.ts';

type Summarised = { readonly place: string; readonly summary: VerificationSummary };

/**
 * Summaries in which the policy believes: signed by whom it names for that verifier, about this release, passed (SLSA 1.2,
 * "Verification Summary Attestation", How to verify). A verifier's id alone says nothing: anybody can write it.
 */
export const trustedSummaries = (
  all: readonly Proven[],
  { verifiers }: SignerPolicy,
  release: Release,
): readonly Summarised[] =>
  all.flatMap(({ place, type, identity, of: { statement } }) => {
    const reading = type === VSA_PREDICATE && statement !== undefined ? readVsa(statement) : undefined;
    if (reading?.kind !== 'read' || reading.value.result !== 'PASSED') return [];
    const summary = reading.value;
    const believed = verifiers.some(
      ({ id, resource, signer }) =>
        id === summary.verifierId &&
        tagFits(resource, summary.resourceUri, release) === true &&
        signerMismatches(signer, identity, release).length === 0,
    );
    return believed ? [{ place, summary }] : [];
  });

const builds = (counted: readonly Proven[], policy: SignerPolicy): readonly Assessment[] =>
  counted
    .filter(({ type }) => type === PROVENANCE_V1 || type === PROVENANCE_V02)
    .flatMap(({ of: { statement, signer } }) => {
      const reading = statement && readBuildProvenance(statement);
      if (reading?.kind !== 'read' || signer === undefined) return [];
      return [assessBuild({ provenance: reading.value, signer, builders: policy.builders })];
    });

/** The highest level of a track that a believed summary states. */
const summarised = (summaries: readonly Summarised[], track: 'BUILD' | 'SOURCE') =>
  summaries
    .map(({ place, summary }) => ({
      place,
      level: levelOf(summary.levels, track) ?? 0,
      by: summary.verifierId,
    }))
    .toSorted((a, b) => b.level - a.level)[0];

const bySummary = (
  asked: number,
  track: 'build' | 'source',
  summaries: readonly Summarised[],
): Step | undefined => {
  const best = summarised(summaries, track === 'build' ? 'BUILD' : 'SOURCE');
  if (best === undefined || best.level < asked) return undefined;
  return step(
    `${track}-level`,
    'holds',
    `${best.place}: ${best.by} has verified ${track} level ${best.level}`,
  );
};

const buildStep = (asked: number, counted: readonly Proven[], policy: SignerPolicy): Step => {
  const best = builds(counted, policy).toSorted((a, b) => b.level - a.level)[0];
  const refuted = best?.requirements.some(({ level, verdict }) => level <= asked && verdict === 'not-met');
  const reached = best !== undefined && best.level >= asked;
  return step(
    'build-level',
    reached ? 'holds' : best === undefined || refuted === true ? 'does-not-hold' : 'unjudged',
    `SLSA build level ${best?.level ?? 0} is shown; ${asked} is asked for`,
  );
};

/** Whether the levels that a rule asks for are shown: by provenance of an expected signer, or by a summary of a believed verifier. */
export const levelSteps = (
  { buildLevel, sourceLevel }: PackageRule,
  {
    counted,
    all,
    policy,
    release,
  }: {
    readonly counted: readonly Proven[];
    readonly all: readonly Proven[];
    readonly policy: SignerPolicy;
    readonly release: Release;
  },
): readonly Step[] => {
  const summaries = trustedSummaries(all, policy, release);
  const steps: Step[] = [];
  if (buildLevel !== undefined)
    steps.push(bySummary(buildLevel, 'build', summaries) ?? buildStep(buildLevel, counted, policy));
  if (sourceLevel !== undefined)
    steps.push(
      bySummary(sourceLevel, 'source', summaries) ??
        step(
          'source-level',
          'unjudged',
          `SLSA source level ${sourceLevel} is asked for; no summary by a verifier of the policy shows it`,
        ),
    );
  return steps;
};
