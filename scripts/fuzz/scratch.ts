import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const PARENT = 'CUSTODY_FUZZ_SCRATCH';

/**
 * A directory for targets that need files, in memory where there is such a place; removed with the main thread. A thread that is
 * ended cannot clean up, so that threads make theirs inside the one of the main thread, which they find in the environment.
 */
export const scratchDirectory = (): string => {
  const parent = process.env[PARENT];
  const directory = mkdtempSync(
    join(parent ?? (existsSync('/dev/shm') ? '/dev/shm' : tmpdir()), 'custody-fuzz-'),
  );
  if (parent === undefined) {
    process.env[PARENT] = directory;
    process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  }
  return directory;
};
