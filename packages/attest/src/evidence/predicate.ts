import type { Evidence } from '../bundle/types.ts';
import { PROVENANCE_V02, PROVENANCE_V1, VSA_PREDICATE } from '../policy/predicates.ts';
import { judgeAgreement } from '../slsa/agree.ts';
import { readBuildProvenance } from '../slsa/provenance.ts';
import { readVsa, VSA_CLAUSE } from '../slsa/vsa.ts';
import type { Statement } from '../statement/types.ts';
import type { Step } from '../types.ts';
import type { Verification } from '../verify/types.ts';
import type { ExaminedEvidence } from './types.ts';

const withSteps = (verification: Verification, more: readonly Step[]): Verification => {
  const fails = more.some(({ outcome }) => outcome === 'does-not-hold');
  const open = more.some(({ outcome, required }) => outcome === 'unjudged' && required !== false);
  const outcome =
    fails || verification.outcome === 'does-not-hold'
      ? 'does-not-hold'
      : open
        ? 'unjudged'
        : verification.outcome;
  return { ...verification, outcome, steps: [...verification.steps, ...more] };
};

type Verified = Extract<ExaminedEvidence, { kind: 'verified' }>;
type Said = { readonly steps: readonly Step[] } & Pick<Verified, 'provenance' | 'summary'>;

const bad = (id: string, message: string, clause: string): Said => ({
  steps: [{ id, outcome: 'does-not-hold', message, clause }],
});

const ofProvenance = (statement: Statement, { signer }: Verification): Said => {
  const reading = readBuildProvenance(statement);
  if (reading.kind === 'invalid') {
    const [{ place, message, clause }] = reading.problems;
    return bad('provenance-form', `${place}: ${message}`, clause);
  }
  const steps = signer === undefined ? [] : judgeAgreement(reading.value, signer);
  return { steps, provenance: reading.value };
};

const ofSummary = (statement: Statement): Said => {
  const reading = readVsa(statement);
  if (reading.kind === 'invalid') {
    const [{ place, message, clause }] = reading.problems;
    return bad('vsa-form', `${place}: ${message}`, clause);
  }
  const { verifierId, result, levels } = reading.value;
  if (result !== 'PASSED') return bad('vsa-result', `${verifierId} says that it did not pass`, VSA_CLAUSE);
  const message = `${verifierId} says that it passed: ${levels.slice(0, 8).join(', ')}`;
  return {
    steps: [{ id: 'vsa-result', outcome: 'holds', message, clause: VSA_CLAUSE }],
    summary: reading.value,
  };
};

/** The steps that what a statement says asks for beyond its signature: build provenance, verification summaries. */
export const withPredicate = (
  place: string,
  format: Evidence['format'],
  verification: Verification,
): Verified => {
  const { statement } = verification;
  const type = statement?.predicateType;
  const said =
    statement === undefined
      ? undefined
      : type === PROVENANCE_V1 || type === PROVENANCE_V02
        ? ofProvenance(statement, verification)
        : type === VSA_PREDICATE
          ? ofSummary(statement)
          : undefined;
  if (said === undefined) return { kind: 'verified', place, format, verification };
  const { steps, ...facts } = said;
  return { kind: 'verified', place, format, verification: withSteps(verification, steps), ...facts };
};
