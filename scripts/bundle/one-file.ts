/**
 * esbuild puts into one file what the same set of entries needs, and every `import()` makes an entry: what a check of a wheel runs
 * would lie in dozens of files, each of which costs Node a millisecond. Here each file that is loaded by `import()` also
 * re-exports the beginnings of what most runs need, so that all that stands behind these is needed by the same set: one file.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Rewrite } from './sources.ts';

/** A name that a source exports, by the source's path from the project's root. */
export type Beginning = { readonly path: string; readonly name: string };

const LOADED = /\bimport\(["']([./][^"']+\.ts)["']\)/g;

/** The sources that some other one loads by `import()`, when their imports are rewritten. */
const loadedSources = (root: string, rewrite: Rewrite): ReadonlySet<string> =>
  new Set(
    globSync(`${root}packages/*/src/**/*.ts`).flatMap((path) =>
      [...rewrite(path, readFileSync(path, 'utf8')).matchAll(LOADED)].map(([, specifier = '']) =>
        resolve(dirname(path), specifier),
      ),
    ),
  );

/** `rewrite` is what is done to the text of every source before. */
export const oneFile = (root: string, beginnings: readonly Beginning[], rewrite: Rewrite): Rewrite => {
  const loaded = loadedSources(root, rewrite);
  const added = (path: string): string =>
    beginnings
      .map((beginning, index) => ({ ...beginning, file: `${root}${beginning.path}`, index }))
      .filter(({ file }) => file !== path)
      .map(({ name, file, index }) => `export { ${name} as together${index} } from ${JSON.stringify(file)};`)
      .join('\n');
  return (path, text) => {
    const rewritten = rewrite(path, text);
    return loaded.has(path) ? `${rewritten}\n${added(path)}\n` : rewritten;
  };
};
