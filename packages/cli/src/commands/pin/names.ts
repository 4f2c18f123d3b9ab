import { join } from 'node:path';
import { groupDigits, type RunFact } from '@custody/findings';
import { HostError, readWhole } from '@custody/host';
import { parsePopularNames, popularNames, type PopularNames } from '@custody/pins';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/** Where `custody db popular` keeps the list: beside the advisory store. */
export const POPULAR_FILE = 'popular-names.txt';

/** What names are compared with; absent: what custody brings along. */
export type ChosenNames = { readonly popular?: PopularNames; readonly facts: readonly RunFact[] };

const listAt = (path: string, shown: string): ChosenNames => {
  const reading = parsePopularNames(readWhole(path, MAX_BYTES));
  if (reading.kind === 'unreadable')
    throw new CommandError(`${path} is no list of popular names: ${reading.reason}`, EXIT.source);
  const popular = popularNames(reading.names, shown);
  return {
    popular,
    facts: [{ name: 'popular names', value: `${groupDigits(popular.rank.size)} of ${shown}` }],
  };
};

/** The list that `--popular` names, or the one that is kept beside the advisory store. */
export const chosenNames = async (
  { environment }: CustodyContext,
  { popular, db }: { readonly popular?: string; readonly db?: string },
): Promise<ChosenNames> => {
  if (popular !== undefined) return listAt(popular, popular);
  const { storeDirectory, StoreError } = await import('@custody/audit');
  try {
    return listAt(join(storeDirectory(db, environment), POPULAR_FILE), 'custody db');
  } catch (error) {
    // That there is none is no fault: some are brought along.
    if (error instanceof StoreError || (error instanceof HostError && error.code === 'not-found'))
      return { facts: [] };
    throw error;
  }
};
