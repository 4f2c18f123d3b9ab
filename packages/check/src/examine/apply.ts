import type { Finding, RuleId, Unknown } from '@custody/findings';
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

/** Every rule of a family is unknown here, for one reason: something that they all stand on could not be read. */
export const applyUnknown = <View>(
  ledger: Ledger,
  family: readonly JudgedRule<View>[],
  selection: Selection,
  file: string,
  reason: string,
): void => {
  for (const { rule } of family) {
    if (!selection.has(rule.id)) continue;
    ledger.judged.push(rule.id);
    ledger.unknowns.push({ rule, reason, location: { file } });
  }
};
