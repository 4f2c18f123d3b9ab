import type { Finding, Judgement, RuleId, Unknown } from '@custody/findings';
import type { JudgedRule } from '../rules/rule.ts';
import type { Selection } from '../select/select.ts';

/** Gathers what the rules say of one subject. */
export type Ledger = {
  readonly judged: RuleId[];
  readonly findings: Finding[];
  readonly unknowns: Unknown[];
};

export const openLedger = (): Ledger => ({ judged: [], findings: [], unknowns: [] });

/** Judges one view by every selected rule of a family. */
export const apply = <View>(
  ledger: Ledger,
  family: readonly JudgedRule<View>[],
  view: View,
  selection: Selection,
): void => {
  for (const { rule, judge } of family) {
    if (!selection.has(rule.id)) continue;
    const { findings, unknowns } = judge(view);
    ledger.judged.push(rule.id);
    ledger.findings.push(...findings);
    ledger.unknowns.push(...unknowns);
  }
};

/** Takes over what a package that judges by itself says. */
export const record = (ledger: Ledger, judgements: readonly Judgement[], selection: Selection): void => {
  for (const { rule, findings, unknowns } of judgements) {
    if (!selection.has(rule.id)) continue;
    ledger.judged.push(rule.id);
    ledger.findings.push(...findings);
    ledger.unknowns.push(...unknowns);
  }
};
