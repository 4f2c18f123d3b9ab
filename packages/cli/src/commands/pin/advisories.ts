import type { AdvisoryStore } from '@custody/audit';
import type { RunFact } from '@custody/findings';
import type { ActionAdvice, Outside } from '@custody/pins';
import type { CustodyContext } from '../../context.ts';

const ECOSYSTEM = 'GitHub Actions';

type Advisories = NonNullable<Outside['advisories']>;

/** What is known against actions, and what to do when it is no longer asked. */
export type ActionAdvisories = {
  readonly advisories?: Advisories;
  readonly facts: readonly RunFact[];
  readonly close: () => void;
};

const NONE: ActionAdvisories = { facts: [], close: () => undefined };

/** The advisory store in use, where there is one with advisories of actions. What it would have answered is unknown otherwise, which the rule tells. */
export const actionAdvisories = async (
  context: CustodyContext,
  db: string | undefined,
): Promise<ActionAdvisories> => {
  const { assessor, databaseFact, openStore, storeDirectory, StoreError } = await import('@custody/audit');
  let store: AdvisoryStore;
  try {
    store = openStore(storeDirectory(db, context.environment));
  } catch (error) {
    // A store that is named has to be usable; that there is none by default is no fault.
    if (db === undefined && error instanceof StoreError) return NONE;
    throw error;
  }
  const { status, find, close } = store;
  if (!status.counts.some(({ ecosystem, records }) => ecosystem === ECOSYSTEM && records > 0)) {
    close();
    return NONE;
  }
  const assess = assessor(store);
  const advisories = (name: string, version: string | undefined): ActionAdvice => {
    if (version === undefined)
      return { flaws: [], unjudged: find(ECOSYSTEM, name).map(({ record }) => record.id) };
    const { flaws, unjudged } = assess({ ecosystem: ECOSYSTEM, name, version });
    return {
      flaws: flaws.map(({ ids, summary, rating, fixed }) => ({
        ids,
        fixed,
        ...(summary !== undefined && { summary }),
        ...(rating.kind !== 'unrated' && { severity: rating.severity }),
      })),
      unjudged: unjudged.map(({ ids }) => ids[0]),
    };
  };
  const today = new Date(context.clock.now()).toISOString().slice(0, 10);
  return { advisories, facts: [databaseFact(status, today)], close };
};
