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

/** What is to lie in one file. */
export type Together = {
  readonly beginnings: readonly Beginning[];
  /** Of the files that are loaded by `import()` those that need it, by path from the project's root; absent for all of them. */
  readonly of?: readonly string[];
};

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

/** Every file that is loaded by `import()`, and what it is to have in one file with others. */
const additions = (
  root: string,
  groups: readonly Together[],
  loaded: ReadonlySet<string>,
): ReadonlyMap<string, string> => {
  const added = new Map([...loaded].map((path) => [path, [] as string[]]));
  for (const [group, { beginnings, of }] of groups.entries()) {
    for (const path of of?.map((one) => `${root}${one}`) ?? loaded) {
      const lines = added.get(path);
      if (lines === undefined) throw new Error(`nothing loads ${path} by import(): it begins no file`);
      for (const [index, { name, path: from }] of beginnings.entries())
        if (`${root}${from}` !== path)
          lines.push(`export { ${name} as together${group}_${index} } from ${JSON.stringify(root + from)};`);
    }
  }
  return new Map([...added].map(([path, lines]) => [path, lines.join('\n')]));
};

/** `rewrite` is what is done to the text of every source before. */
export const oneFile = (root: string, groups: readonly Together[], rewrite: Rewrite): Rewrite => {
  const added = additions(root, groups, loadedSources(root, rewrite));
  return (path, text) => {
    const lines = added.get(path);
    return lines === undefined ? rewrite(path, text) : `${rewrite(path, text)}\n${lines}\n`;
  };
};
