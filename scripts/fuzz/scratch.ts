import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory for targets that need files, in memory where there is such a place; removed when its thread ends. */
export const scratchDirectory = (): string => {
  const directory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'custody-fuzz-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
};
