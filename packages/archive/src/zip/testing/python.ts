import { spawnSync } from 'node:child_process';

const probe = spawnSync('python3', ['-c', 'import zipfile'], { encoding: 'utf8' });

/** Why Python cannot serve as an oracle here, or undefined. */
export const PYTHON_ABSENT: string | undefined =
  probe.status === 0
    ? undefined
    : `python3 with zipfile is not to be had here (${probe.error?.message ?? probe.stderr})`;

/** Runs a script with JSON on standard input and reads JSON from its standard output. */
export const python = (script: string, input: unknown): unknown => {
  const run = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(`python3 failed: ${run.stderr}`);
  return JSON.parse(run.stdout);
};
