import { spawnSync } from 'node:child_process';

/**
 * Runs a Python program over one JSON input and gives its JSON output; undefined, with the reason printed, where Python is absent.
 * Tests that compare with Python's own modules skip then.
 */
export const python = (program: string, input: unknown): unknown => {
  const run = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' },
  });
  if (run.error !== undefined) {
    process.stderr.write(`Skipped: python3 cannot be run (${run.error.message}).\n`);
    return undefined;
  }
  if (run.status !== 0) throw new Error(`python3 failed: ${run.stderr}`);
  return JSON.parse(run.stdout);
};
