import { type Finding, type Judgement, type Rule, shorten, type Unknown } from '@custody/findings';
import type { ArtifactVerdict, ExaminedEvidence } from '../evidence/types.ts';
import { EVIDENCE_FORM, EVIDENCE_HOLDS, EVIDENCE_PRESENT, SIGNER_EXPECTED } from './index.ts';

/** A place is a file, and perhaps which of several pieces of evidence in it. */
const fileOf = (place: string): string => place.replace(/ \(\d+ of \d+\)$/, '');

const judgement = (
  rule: Rule,
  findings: readonly Finding[],
  unknowns: readonly Unknown[] = [],
): Judgement => ({
  rule,
  findings,
  unknowns,
});

const forms = (evidence: readonly ExaminedEvidence[]): Judgement =>
  judgement(
    EVIDENCE_FORM,
    evidence.flatMap((one) =>
      one.kind !== 'malformed'
        ? []
        : one.problems.slice(0, 5).map(({ place, message, clause }) => ({
            rule: EVIDENCE_FORM,
            message: `${place === '' ? '' : `${place}: `}${message} (${clause})`,
            locations: [{ file: fileOf(one.place) }] as const,
            key: place,
          })),
    ),
    evidence.flatMap((one) =>
      one.kind === 'unreadable'
        ? [{ rule: EVIDENCE_FORM, reason: one.reason, location: { file: one.place } }]
        : [],
    ),
  );

const holds = (evidence: readonly ExaminedEvidence[], required: boolean): Judgement => {
  const findings: Finding[] = [];
  const unknowns: Unknown[] = [];
  for (const one of evidence) {
    if (one.kind !== 'verified') continue;
    for (const { id, outcome, message, clause, required: asked } of one.verification.steps) {
      const file = fileOf(one.place);
      if (outcome === 'does-not-hold')
        findings.push({
          rule: EVIDENCE_HOLDS,
          message: `${id}: ${message} (${clause})`,
          locations: [{ file }],
          key: id,
        });
      else if (outcome === 'unjudged' && asked !== false)
        unknowns.push({
          rule: EVIDENCE_HOLDS,
          reason: `${id}: ${message}`,
          location: { file },
          ...(required ? {} : { required: false as const }),
        });
    }
  }
  return judgement(EVIDENCE_HOLDS, findings, unknowns);
};

/** What the verdict about an artifact is in the terms of rules: for reports in any format. */
export const judgeArtifact = (verdict: ArtifactVerdict): readonly Judgement[] => {
  const { path, evidence, policy } = verdict;
  const location = { file: path };
  const because = (outcome: 'does-not-hold' | 'unjudged'): string =>
    shorten(
      policy.steps
        .filter((one) => one.outcome === outcome && one.required !== false)
        .map(({ message }) => message)
        .join('; '),
      1000,
    );
  const warns = policy.mode === 'warn' ? { severity: 'low' as const } : {};
  const found = (rule: Rule): readonly Finding[] => [
    { rule, message: because('does-not-hold'), locations: [location], ...warns },
  ];
  const reason =
    because('unjudged') || `as far as the evidence could be verified: ${because('does-not-hold')}`;
  const open: Unknown = { rule: SIGNER_EXPECTED, reason, location };
  return [
    forms(evidence),
    holds(evidence, policy.kind !== 'met'),
    judgement(EVIDENCE_PRESENT, policy.kind === 'no-evidence' ? found(EVIDENCE_PRESENT) : []),
    judgement(
      SIGNER_EXPECTED,
      policy.kind === 'mismatch' ? found(SIGNER_EXPECTED) : [],
      policy.kind === 'undecided' || policy.kind === 'nothing-asked' ? [open] : [],
    ),
  ];
};
