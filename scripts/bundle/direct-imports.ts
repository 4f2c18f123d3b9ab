/**
 * esbuild decides by files what a chunk needs: who imports one name from a package's index loads every file behind that index.
 * Here an import of an index becomes one import of each file that defines the names asked for, so that a command loads what it uses.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Rewrite } from './sources.ts';

/** The file that defines a name, and what it is called there. */
type Origin = { readonly file: string; readonly name: string };
type Names = readonly { readonly name: string; readonly local: string }[];

/** `a, b as c` without the types, which are nothing at run time. */
const namesOf = (list: string): Names =>
  list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && !item.startsWith('type '))
    .map((item) => {
      const [name = '', local = name] = item.split(/\s+as\s+/);
      return { name, local };
    });

const EXPORTED = /^export (?:async )?(?:const|let|function\*?|class) ([\w$]+)/gm;
const LISTED = /^export \{([^}]*)\}(?: from '([^']+)')?;/gm;
const STARRED = /^export \* from '([^']+)';/gm;
const IMPORTED = /^(import|export) \{([^}]*)\} from '([^']+)';/gm;
const AWAITED = /const \{ ([\w$, \n]+?),? \} = await import\('([^']+)'\)/g;

/** Tells where the names of an index come from; `root` is the project's. */
const originsIn = (root: string): ((index: string) => ReadonlyMap<string, Origin>) => {
  const known = new Map<string, ReadonlyMap<string, Origin>>();
  const originsOf = (file: string): ReadonlyMap<string, Origin> => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const origins = new Map<string, Origin>();
    known.set(file, origins);
    const text = readFileSync(file, 'utf8');
    for (const [, name = ''] of text.matchAll(EXPORTED)) origins.set(name, { file, name });
    const originIn = (from: string, name: string): Origin | undefined => {
      const target = resolvedFrom(file, from, root);
      return target === undefined ? undefined : originsOf(target).get(name);
    };
    const imported = new Map<string, Origin | undefined>();
    for (const [, verb, list = '', from = ''] of text.matchAll(IMPORTED))
      if (verb === 'import')
        for (const { name, local } of namesOf(list)) imported.set(local, originIn(from, name));
    for (const [, list = '', from] of text.matchAll(LISTED))
      for (const { name, local } of namesOf(list)) {
        const origin = from === undefined ? imported.get(name) : originIn(from, name);
        origins.set(local, origin ?? { file, name: local });
      }
    for (const [, from = ''] of text.matchAll(STARRED)) {
      const target = resolvedFrom(file, from, root);
      if (target === undefined) continue;
      for (const [name, origin] of originsOf(target)) if (!origins.has(name)) origins.set(name, origin);
    }
    return origins;
  };
  return originsOf;
};

/** The source behind a specifier of the house; undefined for every other. */
const resolvedFrom = (importer: string, specifier: string, root: string): string | undefined => {
  const name = /^@custody\/([a-z0-9-]+)$/.exec(specifier)?.[1];
  if (name !== undefined) return `${root}packages/${name}/src/index.ts`;
  return /^\.\.?\/.*\.ts$/.test(specifier) ? resolve(dirname(importer), specifier) : undefined;
};

/** Rewrites the imports of one source. */
export const directImports = (root: string): Rewrite => {
  const originsOf = originsIn(root);
  return (path, text) => {
    const originOf = (specifier: string, name: string): Origin | undefined => {
      const index = resolvedFrom(path, specifier, root);
      if (index === undefined || !index.endsWith('/index.ts')) return undefined;
      return originsOf(index).get(name) ?? { file: index, name };
    };
    const direct = (statement: string, verb: string, list: string, specifier: string): string => {
      if (originOf(specifier, '') === undefined) return statement;
      return namesOf(list)
        .map(({ name, local }) => {
          const origin = originOf(specifier, name);
          return `${verb} { ${origin?.name} as ${local} } from ${JSON.stringify(origin?.file)};`;
        })
        .join(' ');
    };
    // Several names of an index are asked of as many files as define them, at once.
    const awaited = (statement: string, list: string, specifier: string): string => {
      const byFile = new Map<string, string[]>();
      for (const { name } of namesOf(list)) {
        const origin = originOf(specifier, name);
        if (origin?.name !== name) return statement;
        byFile.set(origin.file, [...(byFile.get(origin.file) ?? []), name]);
      }
      const [first, ...others] = [...byFile].map(
        ([file, names]) => [`{ ${names.join(', ')} }`, `import(${JSON.stringify(file)})`] as const,
      );
      if (first === undefined) return statement;
      if (others.length === 0) return `const ${first[0]} = await ${first[1]}`;
      const all = [first, ...others];
      return `const [${all.map(([names]) => names).join(', ')}] = await Promise.all([${all.map(([, load]) => load).join(', ')}])`;
    };
    return text.replaceAll(IMPORTED, direct).replaceAll(AWAITED, awaited);
  };
};
