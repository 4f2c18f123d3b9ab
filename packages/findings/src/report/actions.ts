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
  const groups = Map.groupBy(entries, ({ finding }) => JSON.stringify([finding.todo, finding.fix?.command]));
  return [...groups.values()]
    .flatMap((group) => actionOf(group) ?? [])
    .sort(
      (a, b) =>
        compareSeverity(a.severity, b.severity) || b.findings - a.findings || compareText(a.todo, b.todo),
    );
};
