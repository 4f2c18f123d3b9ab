import {
  type ArtifactLevels,
  type ArtifactVerdict,
  type Assessment,
  assessBuild,
  type ExaminedEvidence,
  signerIdentity,
  type SignerPolicy,
  type Step,
} from '@custody/attest';
import { VERSION } from '../../version.ts';
import { exitOf, verdictOf, type VerifyResult } from './result.ts';

export const VERIFY_SCHEMA = 'custody/verify/1';

const stepJson = ({ id, outcome, message, clause, required }: Step) => ({
  id,
  outcome,
  message,
  clause,
  required,
});

const levelJson = ({ level, requirements }: Assessment) => ({
  level,
  requirements: requirements.map(({ id, level: at, verdict, message }) => ({
    id,
    level: at,
    verdict,
    message,
  })),
});

const evidenceJson = (one: ExaminedEvidence, builders: SignerPolicy['builders']) => {
  if (one.kind === 'unreadable') return { place: one.place, outcome: 'unreadable', reason: one.reason };
  if (one.kind === 'malformed') return { place: one.place, outcome: 'malformed', problems: one.problems };
  const { outcome, steps, instance, signer, statement, times, entries } = one.verification;
  const good = outcome === 'holds';
  return {
    place: one.place,
    sha256: one.sha256,
    format: one.format,
    outcome,
    instance,
    signer: good && signer !== undefined ? signerIdentity(signer) : undefined,
    predicateType: good ? statement?.predicateType : undefined,
    times: times.map(({ source, authority, time }) => ({
      source,
      authority,
      time: new Date(time).toISOString(),
    })),
    entries: entries.map(({ log, logIndex, kind, version, by }) => ({
      log,
      logIndex: `${logIndex}`,
      kind,
      version,
      by,
    })),
    steps: steps.map(stepJson),
    build:
      one.provenance === undefined
        ? undefined
        : levelJson(assessBuild({ provenance: one.provenance, signer: good ? signer : undefined, builders })),
  };
};

const artifactJson = (
  artifact: ArtifactVerdict,
  builders: SignerPolicy['builders'],
  levels: ArtifactLevels | undefined,
) => ({
  path: artifact.path,
  sha256: artifact.sha256,
  name: artifact.release.name,
  version: artifact.version,
  outcome: artifact.outcome,
  failed: artifact.failed,
  evidence: artifact.evidence.map((one) => evidenceJson(one, builders)),
  policy: {
    outcome: artifact.policy.kind,
    mode: artifact.policy.mode,
    steps: artifact.policy.steps.map(stepJson),
  },
  slsa:
    levels === undefined
      ? undefined
      : {
          build: levelJson(levels.build),
          source: levelJson(levels.source),
          'slsa-0.1': levelJson(levels.legacy),
        },
});

/** The report for programs: the same trace, member by member. */
export const verifyJson = (result: VerifyResult, builders: SignerPolicy['builders']): string =>
  `${JSON.stringify(
    {
      schema: VERIFY_SCHEMA,
      verdict: verdictOf(result),
      exitCode: exitOf(result),
      tool: { name: 'custody', version: VERSION },
      facts: result.facts,
      artifacts: result.artifacts.map((one, index) => artifactJson(one, builders, result.levels?.[index])),
      releases: result.releases.map(({ name, version, files, outcome, steps }) => ({
        name,
        version,
        files,
        outcome,
        steps: steps.map(stepJson),
      })),
    },
    undefined,
    2,
  )}\n`;
