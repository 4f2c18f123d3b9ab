/**
 * Builds what `npx custody` runs: the SBOM validators compiled from the official schemas, and the bundled command.
 * `--libraries` also emits every package's `dist/` with type declarations, as they are published.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Entry points of the bundle: the command, and the worker that examines artifacts beside it. */
const ENTRIES = ['packages/cli/src/main.ts', 'packages/cli/src/worker.ts'];

const validators = new URL('../packages/sbom/scripts/build-validators.ts', import.meta.url);
if (existsSync(validators)) {
  const { buildValidators } = (await import(validators.href)) as { buildValidators: () => Promise<void> };
  await buildValidators();
}

/**
 * Node makes an ES module out of each of its own modules that is imported, and for that reads every property, which
 * loads what most runs never use (streams for standard input, promises of fs). Asked for directly, they cost nothing.
 */
const builtinsAsTheyAre: Plugin = {
  name: 'builtins-as-they-are',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'builtin' }));
    bundler.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};

const dist = `${root}packages/cli/dist`;
// Built beside and put in place when it is whole: a build that fails leaves the last one that worked.
const outdir = `${root}packages/cli/dist.new`;
await rm(outdir, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: ENTRIES.filter((entry) => existsSync(`${root}${entry}`)),
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
  plugins: [builtinsAsTheyAre],
});
// custody's own SBOM is made from this file: it names every module that went into the bundle.
await writeFile(`${outdir}/metafile.json`, JSON.stringify(result.metafile));
await rm(dist, { recursive: true, force: true });
await rename(outdir, dist);

if (process.argv.includes('--libraries')) {
  const tsc = spawnSync('tsc', ['-b', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  process.exitCode = tsc.status ?? 1;
}
