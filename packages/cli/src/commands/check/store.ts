import { databaseFact, examineDatabase, openStore } from '@custody/audit';
import type { Examination, RunFact } from '@custody/findings';

export type ToldOfStore = {
  readonly fact: RunFact;
  /** Only where the store is old: a check that nothing stale was asked for has no line about it. */
  readonly stale: readonly Examination[];
};

/** What a report says of the store in that file. Throws StoreError where it cannot be used. */
export const tellOfStore = (path: string, synced: string, today: string): ToldOfStore => {
  const store = openStore(path);
  store.close();
  const status = { ...store.status, synced };
  const examined = examineDatabase(status, today);
  return { fact: databaseFact(status, today), stale: examined.findings.length === 0 ? [] : [examined] };
};
