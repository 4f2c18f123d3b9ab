import { join } from 'node:path';
import type { Environment } from '@custody/host';
import { StoreError } from './error.ts';

/**
 * The directory of the advisory store: the one named, else `CUSTODY_DB`, else `custody/db` in the person's data directory
 * (XDG Base Directory Specification; `LOCALAPPDATA` on Windows). Throws StoreError `no-store` where there is no home to put it in.
 */
export const storeDirectory = (named: string | undefined, { variable, platform }: Environment): string => {
  const chosen = named ?? variable('CUSTODY_DB');
  if (chosen !== undefined && chosen !== '') return chosen;
  const data = variable('XDG_DATA_HOME') ?? '';
  // A relative path there is to be ignored, says the specification.
  if (data.startsWith('/')) return join(data, 'custody', 'db');
  const local = platform === 'win32' ? (variable('LOCALAPPDATA') ?? '') : '';
  if (local !== '') return join(local, 'custody', 'db');
  const home = variable('HOME') ?? '';
  if (home !== '') return join(home, '.local', 'share', 'custody', 'db');
  throw new StoreError(
    'no-store',
    'there is no place for the advisory store: name one with --db DIR, or set CUSTODY_DB',
  );
};
