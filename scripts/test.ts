/**
 * `npm test`: format, lint, types, build, then every test; stops at the first stage that fails and says which.
 * Its last line is "N passed, N failed, N skipped", read from vitest's own report.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
};

const run = (name: string, command: string, args: readonly string[]): number => {
  const started = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  process.stdout.write(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  return status ?? 1;
};

const scratch = mkdtempSync(join(tmpdir(), 'custody-test-'));
const report = join(scratch, 'report.json');
const stages: readonly (readonly [string, string, readonly string[]])[] = [
  ['format', 'biome', ['format', '.']],
  ['build', process.execPath, ['scripts/build.ts']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['tests', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]],
];

try {
  for (const [name, command, args] of stages) {
    const status = run(name, command, args);
    if (status !== 0) {
      process.exitCode = status;
      if (name !== 'tests') process.stdout.write(`\nstopped: ${name} failed\n`);
      break;
    }
  }
  const counts = ((): VitestReport | undefined => {
    try {
      return JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    } catch {
      return undefined;
    }
  })();
  if (counts !== undefined) {
    process.stdout.write(
      `${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} skipped\n`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
