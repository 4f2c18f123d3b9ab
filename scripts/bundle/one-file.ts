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
  /** For those files loaded by `import()` that need one of these sources, by path from the project's root; absent for all of them. */
  readonly with?: readonly string[];
};

const LOADED = /\bimport\(["']([./][^"']+\.ts)["']\)/g;
const NEEDED = /^(?:import|export) (?!type )[^'"]*?from ["']([./][^"']+\.ts)["']/gm;

type Graph = {
  /** The sources that some other one loads by `import()`, when their imports are rewritten. */
  readonly loaded: ReadonlySet<string>;
  /** What each source imports, and so is loaded with it. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
};

const graphOf = (root: string, rewrite: Rewrite): Graph => {
  const loaded = new Set<string>();
  const needs = new Map<string, readonly string[]>();
  for (const path of globSync(`${root}packages/*/src/**/*.ts`)) {
    const text = rewrite(path, readFileSync(path, 'utf8'));
    const named = (pattern: RegExp): readonly string[] =>
      [...text.matchAll(pattern)].map(([, specifier = '']) => resolve(dirname(path), specifier));
    for (const one of named(LOADED)) loaded.add(one);
    needs.set(path, named(NEEDED));
  }
  return { loaded, needs };
};

/** Whether a source, or what is loaded with it, is one of those. */
const reaches = (from: string, wanted: ReadonlySet<string>, { needs }: Graph): boolean => {
  const open = [from];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (wanted.has(at)) return true;
    for (const next of needs.get(at) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
};

/** Every file that is loaded by `import()`, and what it is to have in one file with others. */
const additions = (root: string, groups: readonly Together[], graph: Graph): ReadonlyMap<string, string> => {
  const added = new Map([...graph.loaded].map((path) => [path, [] as string[]]));
  for (const [group, { beginnings, with: sources }] of groups.entries()) {
    const wanted = new Set(sources?.map((path) => `${root}${path}`));
    for (const path of wanted)
      if (!graph.needs.has(path)) throw new Error(`${path} is no source: nothing can be loaded with it`);
    for (const [path, lines] of added) {
      if (sources !== undefined && !reaches(path, wanted, graph)) continue;
      for (const [index, { name, path: from }] of beginnings.entries())
        if (`${root}${from}` !== path)
          lines.push(`export { ${name} as together${group}_${index} } from ${JSON.stringify(root + from)};`);
    }
  }
  return new Map([...added].map(([path, lines]) => [path, lines.join('\n')]));
};

/** `rewrite` is what is done to the text of every source before. */
export const oneFile = (root: string, groups: readonly Together[], rewrite: Rewrite): Rewrite => {
  const added = additions(root, groups, graphOf(root, rewrite));
  return (path, text) => {
    const lines = added.get(path);
    return lines === undefined ? rewrite(path, text) : `${rewrite(path, text)}\n${lines}\n`;
  };
};
