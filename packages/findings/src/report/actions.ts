import { compareText } from '../order/compare.ts';
import { compareSeverity } from '../order/severity.ts';
import type { Fix, Severity } from '../types.ts';
import type { JudgedFinding, Report } from './types.ts';

/** One thing to do, and everything that it would mend. */
export type Action = {
  readonly todo: string;
  readonly fix?: Fix;
  /** Of the worst finding that it mends. */
  readonly severity: Severity;
  readonly findings: number;
  /** Paths of the subjects, in order. */
  readonly paths: readonly string[];
  /** Rule ids, in order. */
  readonly rules: readonly string[];
};

/** Different steps that one rule may ask for. */
const MOST_STEPS = 3;

type Entry = { readonly path: string; readonly finding: JudgedFinding };

const actionOf = (entries: readonly Entry[]): Action | undefined => {
  const [first] = entries;
  if (first === undefined) return undefined;
  const { todo, fix } = first.finding;
  const [worst = first.finding.severity] = entries
    .map(({ finding }) => finding.severity)
    .sort(compareSeverity);
  return {
    todo,
    ...(fix === undefined ? {} : { fix }),
    severity: worst,
    findings: entries.length,
    paths: [...new Set(entries.map(({ path }) => path))],
    rules: [...new Set(entries.map(({ finding }) => finding.rule.id))].sort(compareText),
  };
};

const stepOf = ({ finding: { todo, fix } }: Entry): string => JSON.stringify([todo, fix?.command]);

/** A rule that says something else at each of many places is one thing to do, not many: its own general advice stands for all. */
const generalise = (ofRule: readonly Entry[]): readonly Entry[] => {
  const steps = new Set(ofRule.map(stepOf));
  if (steps.size <= MOST_STEPS) return ofRule;
  return ofRule.map(({ path, finding: { fix: _fix, ...finding } }) => ({
    path,
    finding: { ...finding, todo: finding.rule.todo },
  }));
};

/**
 * What to do about a report: findings that the same step mends become one action; worst first, then the one that mends most.
 * Ignored findings and those of severity `info` ask for nothing.
 */
export const actionsOf = (report: Report): readonly Action[] => {
  const entries = report.subjects.flatMap(({ subject, findings }) =>
    findings
      .filter(({ ignored, severity }) => ignored === undefined && severity !== 'info')
      .map((finding) => ({ path: subject.path, finding })),
  );
  // Each component has its own step; a rule's general advice would say nothing of it.
  const byRule = [
    ...Map.groupBy(
      entries,
      ({ finding: { rule, component } }) => `${rule.id} ${component?.purl ?? ''}`,
    ).values(),
  ];
  const byStep = Map.groupBy(byRule.flatMap(generalise), stepOf);
  return [...byStep.values()]
    .flatMap((group) => actionOf(group) ?? [])
    .sort(
      (a, b) =>
        compareSeverity(a.severity, b.severity) || b.findings - a.findings || compareText(a.todo, b.todo),
    );
};
