import type { Finding, Judgement, Location, RuleId, Unknown } from '@custody/findings';
import { readable } from '../rules/file/index.ts';
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

/** A whole family that could not be judged, as one unknown: what it stands on is missing or was not read. */
export const leaveUnknown = <View>(
  ledger: Ledger,
  family: readonly JudgedRule<View>[],
  unread: { readonly reason: string; readonly location: Location },
  selection: Selection,
): void => {
  if (family.some(({ rule }) => selection.has(rule.id))) ledger.unknowns.push({ rule: readable, ...unread });
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
