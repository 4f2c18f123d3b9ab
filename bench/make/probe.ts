import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles one program as the command is bundled; gives the path of what Node is to run. */
export const bundleProbe = async (entry: string, directory: string): Promise<string> => {
  const outfile = join(directory, 'probe.mjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    conditions: ['development'],
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: 'builtins-as-they-are',
        setup: (bundler) => {
          bundler.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'builtin' }));
          bundler.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
            contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
            loader: 'js',
          }));
        },
      },
    ],
  });
  return outfile;
};
