import type { Inventory, Subject } from '../types.ts';

/** What became of all entries of all subjects. */
export type EntryCounts = Omit<Inventory, 'components' | 'leftOut'>;

/** The counts of all inventories together; undefined where no subject has one. */
export const countEntries = (subjects: readonly Subject[]): EntryCounts | undefined => {
  const all = subjects.flatMap(({ inventory }) => inventory ?? []);
  if (all.length === 0) return undefined;
  const total = { entries: 0, audited: 0, inapplicable: 0, unaudited: 0 };
  for (const { entries, audited, inapplicable, unaudited } of all) {
    total.entries += entries;
    total.audited += audited;
    total.inapplicable += inapplicable;
    total.unaudited += unaudited;
  }
  return total;
};

/** Whether there was something to hold against advisories, and none of it could be. */
export const isUnjudged = (counts: EntryCounts | undefined): boolean =>
  counts !== undefined && counts.audited === 0 && counts.unaudited > 0;
