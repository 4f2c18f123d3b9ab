/**
 * Builds what `npx custody` runs: the SBOM validators compiled from the official schemas, and the bundled command.
 * `--libraries` also emits every package's `dist/` with type declarations, as they are published.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builtinsWhenNeeded } from './bundle/builtins.ts';
import { directImports } from './bundle/direct-imports.ts';
import { oneFile, type Together } from './bundle/one-file.ts';
import { sources } from './bundle/sources.ts';
import { compileEarly } from './compile-early.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Entry points of the bundle by their place in it: the command, and what boc starts its workers with. That one stands below the
 * chunks, where boc looks for it, and shares with them the chunk that is boc itself; modules with behaviours are found by their own chunk's URL.
 */
const ENTRIES = {
  main: 'packages/cli/src/main.ts',
  'chunks/worker/entry': 'packages/boc/src/worker/entry.ts',
};

const TOGETHER: readonly Together[] = [
  {
    // What a check of a wheel runs, and what every command has in common with the one that reads the command line.
    beginnings: [
      { path: 'packages/check/src/check.ts', name: 'check' },
      { path: 'packages/check/src/discover/discover.ts', name: 'discover' },
      { path: 'packages/check/src/select/select.ts', name: 'selectRules' },
      { path: 'packages/cli/src/commands/check/advisories.ts', name: 'advisoriesFor' },
      { path: 'packages/cli/src/commands/verify/policy.ts', name: 'loadSigners' },
      { path: 'packages/cli/src/commands/judged.ts', name: 'conclude' },
      { path: 'packages/cli/src/system.ts', name: 'systemContext' },
      { path: 'packages/cli/src/app.ts', name: 'app' },
    ],
  },
  {
    // What an audit runs, and what a check loads of it where there is an advisory store.
    beginnings: [
      { path: 'packages/check/src/audit/run.ts', name: 'auditTargets' },
      { path: 'packages/audit/src/store/open.ts', name: 'openStore' },
      { path: 'packages/audit/src/report/database.ts', name: 'examineDatabase' },
      { path: 'packages/audit/src/report/facts.ts', name: 'databaseFact' },
      { path: 'packages/audit/src/osv/scan.ts', name: 'scanJson' },
      { path: 'packages/audit/src/judge/version-in.ts', name: 'makeVersionIn' },
      { path: 'packages/audit/src/rules/index.ts', name: 'AUDIT_RULES' },
    ],
    with: [
      'packages/audit/src/subject/account.ts',
      'packages/audit/src/match/scheme.ts',
      'packages/audit/src/collect/requirements/pending.ts',
    ],
  },
  {
    // What reads a store and what makes one.
    beginnings: [
      { path: 'packages/audit/src/store/open.ts', name: 'openStore' },
      { path: 'packages/audit/src/osv/scan.ts', name: 'scanJson' },
      { path: 'packages/audit/src/report/database.ts', name: 'examineDatabase' },
      { path: 'packages/audit/src/report/facts.ts', name: 'databaseFact' },
    ],
    with: [
      'packages/audit/src/osv/normalize.ts',
      'packages/audit/src/osv/scan.ts',
      'packages/audit/src/report/facts.ts',
      'packages/audit/src/store/reader.ts',
    ],
  },
];

const validators = new URL('../packages/sbom/scripts/build-validators.ts', import.meta.url);
if (existsSync(validators)) {
  const { buildValidators } = (await import(validators.href)) as { buildValidators: () => Promise<void> };
  await buildValidators();
}

const dist = `${root}packages/cli/dist`;
// Built beside and put in place when it is whole: a build that fails leaves the last one that worked.
const outdir = `${root}packages/cli/dist.new`;
await rm(outdir, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: ENTRIES,
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  conditions: ['development'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
  plugins: [builtinsWhenNeeded(root), sources(oneFile(root, TOGETHER, directImports(root)))],
});
// custody's own SBOM is made from this file: it names every module that went into the bundle.
await writeFile(`${outdir}/metafile.json`, JSON.stringify(result.metafile));
compileEarly(outdir);
await rm(dist, { recursive: true, force: true });
await rename(outdir, dist);

if (process.argv.includes('--libraries')) {
  const tsc = spawnSync('tsc', ['-b', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  process.exitCode = tsc.status ?? 1;
  if (tsc.status === 0) {
    // A worker that has to find and read sixty modules starts in twice the time.
    const bundle = spawnSync(process.execPath, ['packages/boc/scripts/bundle.ts'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    process.exitCode = bundle.status ?? 1;
  }
}
