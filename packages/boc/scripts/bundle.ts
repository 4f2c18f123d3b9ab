/**
 * Bundles the library into a few modules: a worker that has to find and read sixty starts in twice the time.
 * `node packages/boc/scripts/bundle.ts [OUTDIR]`, by default into `dist`, over what the compiler has put there; the type declarations stay.
 */
import { readdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = resolve(process.argv[2] ?? join(root, 'dist'));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { index: 'src/index.ts', 'worker/entry': 'src/worker/entry.ts' },
  outdir,
  bundle: true,
  // What both entries need stands in one chunk: behaviours that a worker loads and its loop must share their state.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  chunkNames: 'chunk-[hash]',
  metafile: true,
  logLevel: 'warning',
});

const made = new Set(Object.keys(metafile.outputs).map((path) => resolve(root, path)));
for (const entry of await readdir(outdir, { withFileTypes: true, recursive: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && path.endsWith('.js') && !made.has(path)) await rm(path);
}
process.stdout.write(`${[...made].map((path) => relative(process.cwd(), path)).join('\n')}\n`);
