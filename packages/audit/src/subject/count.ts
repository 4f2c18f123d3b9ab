import { compareText } from '@custody/findings';
import type { Accounted, UnauditedReason } from './types.ts';

/** How many entries ended as what. `entries` is always the sum of the other three. */
export type AccountCounts = {
  readonly entries: number;
  readonly audited: number;
  readonly inapplicable: number;
  readonly unaudited: number;
  /** By reason, in the order of the words. */
  readonly reasons: readonly { readonly reason: UnauditedReason; readonly entries: number }[];
};

/** Counts what became of the entries. */
export const countAccounts = (accounts: readonly Accounted[]): AccountCounts => {
  const kinds = { audited: 0, inapplicable: 0, unaudited: 0 };
  const reasons = new Map<UnauditedReason, number>();
  for (const account of accounts) {
    kinds[account.kind] += 1;
    if (account.kind === 'unaudited') reasons.set(account.reason, (reasons.get(account.reason) ?? 0) + 1);
  }
  return {
    entries: accounts.length,
    ...kinds,
    reasons: [...reasons]
      .map(([reason, entries]) => ({ reason, entries }))
      .sort((a, b) => compareText(a.reason, b.reason)),
  };
};
