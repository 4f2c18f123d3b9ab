import type { Severity } from '../types.ts';
import type { Counts, SubjectResult } from './types.ts';

/** Counts what a report says, once. */
export const countResults = (subjects: readonly SubjectResult[]): Counts => {
  const findings: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const rules = new Set<string>();
  const counts = { decisive: 0, ignored: 0, undecided: 0, online: 0, refused: 0 };
  for (const result of subjects) {
    for (const id of result.judged) rules.add(id);
    for (const finding of result.findings) {
      if (finding.decisive) counts.decisive += 1;
      if (finding.ignored === undefined) findings[finding.severity] += 1;
      else counts.ignored += 1;
    }
    for (const unknown of result.unknowns) {
      if (unknown.ignored !== undefined) counts.ignored += 1;
      else if (unknown.decisive) counts.undecided += 1;
      else counts.online += 1;
    }
    // An index does not read our policy.
    if (result.findings.some(({ rule }) => rule.sources.includes('pypi-rejects'))) counts.refused += 1;
  }
  return { subjects: subjects.length, rules: rules.size, findings, ...counts };
};
