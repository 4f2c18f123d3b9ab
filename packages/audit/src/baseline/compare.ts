import type { AdvisoryFact, Examination, Finding } from '@custody/findings';
import { type Baseline, type BaselineInput, packageKey } from './read.ts';

/**
 * Why a flaw is in this report and was not in the earlier one. It was there before where the earlier report told any name of
 * it for the same package of the same input; it is new in the database where the very same version was audited then;
 * otherwise the dependencies brought it.
 */
const sinceOf = (finding: Finding, before: BaselineInput | undefined): AdvisoryFact['since'] => {
  const { component, advisory } = finding;
  if (component === undefined || advisory === undefined) return undefined;
  const told = before?.flaws.get(packageKey(component));
  if (told !== undefined && advisory.ids.some((id) => told.has(id))) return 'before';
  return before?.components.has(component.purl) === true ? 'database' : 'dependencies';
};

/** The same examination, each flaw marked with why it is new, or that it is not. */
export const compareWithBaseline = (examination: Examination, baseline: Baseline): Examination => {
  const before = baseline.inputs.get(examination.subject.path);
  return {
    ...examination,
    findings: examination.findings.map((finding) => {
      const since = sinceOf(finding, before);
      return since === undefined || finding.advisory === undefined
        ? finding
        : { ...finding, advisory: { ...finding.advisory, since } };
    }),
  };
};

/** How many flaws are new for which reason, for the report's first lines. */
export type SinceCounts = {
  readonly before: number;
  readonly database: number;
  readonly dependencies: number;
};

/** Counts the marks that `compareWithBaseline` made. */
export const countSince = (examinations: readonly Examination[]): SinceCounts => {
  const counts = { before: 0, database: 0, dependencies: 0 };
  for (const { findings } of examinations) {
    for (const { advisory } of findings) if (advisory?.since !== undefined) counts[advisory.since] += 1;
  }
  return counts;
};
