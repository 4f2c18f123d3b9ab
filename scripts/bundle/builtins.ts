/** Node's own modules, as the bundle asks for them. */
import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/** The names that custody's own sources import from each of Node's modules, types left out; none of a module that one of them imports whole. */
const importedNames = (root: string): ReadonlyMap<string, ReadonlySet<string>> => {
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
export const builtinsWhenNeeded = (root: string): Plugin => ({
  name: 'builtins-when-needed',
  setup: (bundler) => {
    const names = importedNames(root);
    // Libraries (yaml, the sigstore ones) still name Node's modules without `node:`.
    const builtin = new RegExp(
      `^(?:node:.*|${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`,
    );
    bundler.onResolve({ filter: builtin }, ({ path, importer, kind }) =>
      // What is loaded by `import()` comes when it is needed as it is; in a chunk it would have no names, only a default.
      kind === 'dynamic-import'
        ? { path, external: true }
        : { path, namespace: importer.includes('/node_modules/') ? 'builtin-whole' : 'builtin' },
    );
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
});
