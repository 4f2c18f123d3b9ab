import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether Python is here to be the oracle; a test that needs it skips where it is not, and says so. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('skipped: tests against the Python oracle need python3\n');

/** What a Python program prints that is given a file with these bytes; throws what it says on standard error. */
export const askPython = (program: string, name: string, bytes: Uint8Array): string => {
  const directory = mkdtempSync(join(tmpdir(), 'custody-testkit-'));
  try {
    const path = join(directory, name);
    writeFileSync(path, bytes);
    const { stdout, stderr, status } = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};
