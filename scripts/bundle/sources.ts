/** Custody's own sources on their way into the bundle: what is done to the text of each. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** From the path and the text of a source to the text that is bundled. */
export type Rewrite = (path: string, text: string) => string;

export const sources = (rewrite: Rewrite): Plugin => ({
  name: 'sources',
  setup: (bundler) => {
    bundler.onLoad({ filter: /\/packages\/[^/]+\/src\/.*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: rewrite(path, readFileSync(path, 'utf8')),
    }));
  },
});
