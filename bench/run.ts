/**
 * `npm run bench [-- [--rounds N] NAME…]`: measures custody against named references, in one run, turn by turn (A B A B), and shows
 * median, least and greatest of each with the target beside it. Figures are ratios of the same minutes on the same machine:
 * absolute times say little. Exit 0 whatever the figures are; 1 where a bench could not run.
 */
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { auditLock } from './benches/audit-lock.ts';
import { attest } from './benches/attest.ts';
import { auditRun } from './benches/audit-run.ts';
import { auditStore } from './benches/audit-store.ts';
import { checkFolder } from './benches/check-folder.ts';
import { embed } from './benches/embed.ts';
import { embedMemory } from './benches/embed-memory.ts';
import { names } from './benches/names.ts';
import { pins } from './benches/pins.ts';
import { start } from './benches/start.ts';
import { validate } from './benches/validate.ts';
import { boc } from '../packages/boc/bench/root.ts';
import { rowText } from './report.ts';

const BENCHES = [
  start,
  validate,
  checkFolder,
  embed,
  embedMemory,
  boc,
  auditStore,
  auditLock,
  auditRun,
  attest,
  pins,
  names,
] as const;
const NEEDED = 4e9;

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' } },
  allowPositionals: true,
});

/** In memory where there is room: what is measured is custody, and `cp` does not wait for a disk as embed does. */
const roomyDirectory = (): string => {
  const named = process.env['CUSTODY_BENCH_DIR'];
  if (named !== undefined) return named;
  if (!existsSync('/dev/shm')) return tmpdir();
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize > NEEDED ? '/dev/shm' : tmpdir();
};

const main = async (): Promise<number> => {
  const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0 || !/^[1-9]\d?$/.test(values.rounds)) {
    process.stderr.write(
      `usage: npm run bench [-- [--rounds 1-99] NAME…], with ${BENCHES.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  const custody =
    process.env['CUSTODY_BIN'] ?? fileURLToPath(new URL('../packages/cli/bin/custody.js', import.meta.url));
  if (process.env['CUSTODY_BIN'] === undefined && !existsSync(join(custody, '../../dist/main.js'))) {
    process.stderr.write('the command is not built: npm run build\n');
    return 1;
  }
  const parent = roomyDirectory();
  const load = loadavg()[0] ?? 0;
  process.stdout.write(
    `Node ${process.versions.node}, ${availableParallelism()} cores, load ${load.toFixed(1)}, files in ${parent}\n`,
  );
  if (load > 1)
    process.stdout.write(
      'Something else is running here: trust the ratios a little, the times not at all.\n',
    );
  let failed = 0;
  for (const bench of BENCHES) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
    process.stdout.write(`\n${bench.name}: ${bench.about}\n`);
    const directory = mkdtempSync(join(parent, 'custody-bench-'));
    try {
      const rows = await bench.run({
        directory,
        custody,
        rounds: Number(values.rounds),
        corpus: process.env['CUSTODY_CORPUS'],
      });
      for (const row of rows) process.stdout.write(rowText(row));
    } catch (error) {
      failed += 1;
      process.stdout.write(`  could not run: ${error instanceof Error ? error.message : String(error)}\n`);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  return failed > 0 ? 1 : 0;
};

process.exitCode = await main();
