/**
 * Builds what `npx custody` runs: the SBOM validators compiled from the official schemas, and the bundled command.
 * `--libraries` also emits every package's `dist/` with type declarations, as they are published.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
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

const validators = new URL('../packages/sbom/scripts/build-validators.ts', import.meta.url);
if (existsSync(validators)) {
  const { buildValidators } = (await import(validators.href)) as { buildValidators: () => Promise<void> };
  await buildValidators();
}

/** The names that custody's own sources import from each of Node's modules, types left out; none of a module that one of them imports whole. */
const importedNames = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const names = new Map<string, Set<string>>();
  const whole = new Set<string>();
  for (const path of globSync('packages/*/src/**/*.ts', { cwd: root })) {
    const text = readFileSync(`${root}${path}`, 'utf8');
    for (const [, list = '', module = ''] of text.matchAll(/^import \{([^}]*)\} from '(node:[^']+)'/gm)) {
      const known = names.get(module) ?? new Set();
      for (const item of list.split(',').map((part) => part.trim())) {
        const [name = ''] = item.split(' as ');
        if (name !== '' && !name.startsWith('type ')) known.add(name);
      }
      names.set(module, known);
    }
    for (const [, module = ''] of text.matchAll(/^import (?!type )[^{][^']* from '(node:[^']+)'/gm))
      whole.add(module);
  }
  for (const module of whole) names.delete(module);
  return names;
};

/**
 * Node makes an ES module out of each of its own modules that is imported, and for that reads every property, which
 * loads what most runs never use (streams for standard input, promises of fs). Asked for directly, and no sooner than
 * a name of theirs is used, they cost a run nothing that it does not need.
 */
const builtinsWhenNeeded: Plugin = {
  name: 'builtins-when-needed',
  setup: (bundler) => {
    const names = importedNames();
    // Libraries (yaml, the sigstore ones) still name Node's modules without `node:`.
    const builtin = new RegExp(
      `^(?:node:.*|${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`,
    );
    bundler.onResolve({ filter: builtin }, ({ path, importer }) => ({
      path,
      namespace: importer.includes('/node_modules/') ? 'builtin-whole' : 'builtin',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'builtin-whole' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
      const get = `process.getBuiltinModule(${JSON.stringify(path)})`;
      const getters = [...(names.get(path) ?? [])]
        .sort()
        .map((name) => `get ${name}() { return load().${name}; }`);
      return {
        contents:
          getters.length === 0
            ? `module.exports = ${get};`
            : `let loaded; const load = () => loaded ??= ${get};\nmodule.exports = { ${getters.join(', ')} };`,
      };
    });
  },
};

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
  plugins: [builtinsWhenNeeded],
});
// custody's own SBOM is made from this file: it names every module that went into the bundle.
await writeFile(`${outdir}/metafile.json`, JSON.stringify(result.metafile));
compileEarly(outdir);
await rm(dist, { recursive: true, force: true });
await rename(outdir, dist);

if (process.argv.includes('--libraries')) {
  const tsc = spawnSync('tsc', ['-b', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  process.exitCode = tsc.status ?? 1;
}
