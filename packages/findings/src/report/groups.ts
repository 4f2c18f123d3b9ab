import type { JudgedFinding, JudgedUnknown } from './types.ts';

/** Findings of one rule and severity in one subject, or of one component: said once, with all its places. */
export type FindingGroup = {
  readonly first: JudgedFinding;
  readonly findings: readonly JudgedFinding[];
  /** What to do about all of them: their own where they agree or are about one component, else the rule's. */
  readonly todo: string;
};

/** Puts alike findings together, in the order of their first. Ignored ones are left out. */
export const groupFindings = (findings: readonly JudgedFinding[]): readonly FindingGroup[] => {
  const groups = Map.groupBy(
    findings.filter(({ ignored }) => ignored === undefined),
    ({ rule, severity, component }) =>
      component === undefined ? `${rule.id} ${severity}` : `${component.purl} ${component.name}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    // What to change about a component is said by the worst that is known of it: a rule's general advice would say less.
    const agree = first.component !== undefined || group.every(({ todo }) => todo === first.todo);
    return [{ first, findings: group, todo: agree ? first.todo : first.rule.todo }];
  });
};

/** Unknowns with the same reason, whatever their rules: "offline" is said once. */
export type UnknownGroup = {
  readonly reason: string;
  readonly decisive: boolean;
  readonly unknowns: readonly JudgedUnknown[];
};

/** Puts unknowns of one reason together, those that keep the verdict undecided first. Ignored ones are left out. */
export const groupUnknowns = (unknowns: readonly JudgedUnknown[]): readonly UnknownGroup[] => {
  const groups = Map.groupBy(
    unknowns.filter(({ ignored }) => ignored === undefined),
    ({ reason, decisive }) => JSON.stringify([reason, decisive]),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [{ reason: first.reason, decisive: first.decisive, unknowns: group }];
    })
    .sort((a, b) => Number(b.decisive) - Number(a.decisive));
};
