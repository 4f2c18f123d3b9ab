import { assess } from './assess.ts';
import type { Assessment, BuildProvenance, Requirement, RequirementVerdict } from './types.ts';

/** What the older levels are judged from: the newer tracks, and what provenance says of itself. */
export type LegacyEvidence = {
  readonly build: Assessment;
  readonly source: Assessment;
  readonly provenance: BuildProvenance | undefined;
  /** The artifact was built again, bit for bit, by somebody else. */
  readonly reproduced?: boolean;
  readonly declared: ReadonlyMap<string, string>;
};

const CLAUSE = 'SLSA v0.1, Requirements';

type Answer = readonly [RequirementVerdict, string];

const NOT_SHOWN: Answer = ['not-shown', 'nothing in the evidence shows it'];

/** The verdict of a requirement of a newer track, taken over. */
const from = (assessment: Assessment, id: string): Answer => {
  const found = assessment.requirements.find((one) => one.id === id);
  return found === undefined ? NOT_SHOWN : [found.verdict, found.message];
};

const parameterless = ({ provenance, build }: LegacyEvidence): Answer => {
  if (provenance === undefined || from(build, 'provenance-authentic')[0] !== 'met') return NOT_SHOWN;
  if (!provenance.completeness.parameters)
    return ['not-shown', 'the provenance does not claim to name all parameters'];
  const others = Object.keys(provenance.externalParameters).filter((name) => name !== 'workflow');
  const inputs = others.filter((name) => {
    const value = provenance.externalParameters[name];
    return value !== null && !(typeof value === 'object' && Object.keys(value).length === 0);
  });
  return inputs.length === 0
    ? ['met', 'nothing but the source goes into the build']
    : ['not-met', `parameters go into the build: ${inputs.slice(0, 5).join(', ')}`];
};

const asCode = ({ provenance }: LegacyEvidence): Answer =>
  provenance?.source.path === undefined
    ? NOT_SHOWN
    : ['met', `the build is defined by ${provenance.source.path} in the repository`];

const complete = ({ provenance }: LegacyEvidence): Answer => {
  if (provenance === undefined) return NOT_SHOWN;
  return provenance.completeness.materials
    ? ['met', `${provenance.dependencies.length} materials, which are all, the provenance says`]
    : ['not-shown', 'the provenance does not claim to name all dependencies'];
};

const reproducible = ({ reproduced, provenance }: LegacyEvidence): Answer => {
  if (reproduced === true) return ['met', 'somebody else built the same bytes'];
  if (reproduced === false) return ['not-met', 'built again, it has other bytes'];
  return provenance?.reproducible === true ? ['declared', 'the provenance says so'] : NOT_SHOWN;
};

/** Requirement by requirement: the level that first asks for it, its name, and how it is answered. */
const REQUIREMENTS: readonly (readonly [1 | 2 | 3 | 4, string, (evidence: LegacyEvidence) => Answer])[] = [
  [2, 'version-controlled', ({ source }) => from(source, 'revision-ids')],
  [3, 'verified-history', ({ source }) => from(source, 'identity-management')],
  [3, 'retained', ({ source }) => from(source, 'history')],
  [4, 'two-person-reviewed', ({ source }) => from(source, 'two-party-review')],
  [1, 'scripted-build', ({ build }) => from(build, 'consistent-process')],
  [2, 'build-service', ({ build }) => from(build, 'hosted')],
  [3, 'build-as-code', asCode],
  [3, 'ephemeral-environment', ({ build }) => from(build, 'isolated')],
  [3, 'isolated', ({ build }) => from(build, 'isolated')],
  [4, 'parameterless', parameterless],
  [4, 'hermetic', () => NOT_SHOWN],
  [4, 'reproducible', reproducible],
  [1, 'provenance-available', ({ build }) => from(build, 'provenance-exists')],
  [2, 'provenance-authenticated', ({ build }) => from(build, 'provenance-authentic')],
  [2, 'provenance-service-generated', ({ build }) => from(build, 'provenance-authentic')],
  [3, 'provenance-non-falsifiable', ({ build }) => from(build, 'provenance-unforgeable')],
  [4, 'provenance-dependencies-complete', complete],
  [4, 'security', () => NOT_SHOWN],
  [4, 'access', () => NOT_SHOWN],
  [4, 'superusers', () => NOT_SHOWN],
];

/** The levels 1 to 4 of SLSA v0.1, requirement by requirement. "Reproducible" is asked for at best effort, and holds nothing up. */
export const assessLegacy = (evidence: LegacyEvidence): Assessment => {
  const requirements = REQUIREMENTS.map(([level, id, answer]): Requirement => {
    const [verdict, message] = answer(evidence);
    const word = verdict === 'not-shown' ? evidence.declared.get(id) : undefined;
    const [said, why] = word === undefined ? [verdict, message] : (['declared', word] as const);
    return { id, level, verdict: said, message: why, clause: CLAUSE };
  });
  const binding = requirements.filter(({ id }) => id !== 'reproducible');
  return { ...assess('slsa-0.1', 4, binding), requirements };
};
