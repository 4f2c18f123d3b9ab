import { databaseFact, openStore } from '@custody/audit';
import type { RunFact } from '@custody/findings';

/** What a report says of the store in that file. Throws StoreError where it cannot be used. */
export const storeFact = (path: string, synced: string, today: string): RunFact => {
  const store = openStore(path);
  store.close();
  return databaseFact({ ...store.status, synced }, today);
};
