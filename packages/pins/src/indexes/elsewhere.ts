import { asTable, normalizeName, type TomlTable } from '@custody/python';
import { locksIn } from '../deps/locks.ts';
import { tomlAt } from '../deps/toml.ts';
import type { RepositoryView } from '../repository/view.ts';

/** Where a dependency comes from, by the words of uv, Poetry, PDM and Pipenv. */
const SOURCES = ['index', 'source', 'git', 'hg', 'svn', 'bzr', 'path', 'file', 'url', 'workspace'] as const;
const DEEPEST = 8;

const namesASource = (value: unknown): boolean => {
  const table = asTable(value);
  return table !== undefined && SOURCES.some((key) => table.get(key) !== undefined);
};

const gather = (table: TomlTable, into: Set<string>, depth: number): void => {
  if (depth > DEEPEST) return;
  for (const [key, value] of table) {
    // Several, by markers: `foo = [{ index = "x", marker = … }]`.
    const values: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    if (values.some(namesASource)) into.add(normalizeName(key));
    for (const one of values) {
      const below = asTable(one);
      if (below !== undefined) gather(below, into, depth + 1);
    }
    // PDM: projects that one source alone is asked for.
    if (key === 'include_packages')
      for (const one of values) if (typeof one === 'string') into.add(normalizeName(one));
  }
};

/** Names that say themselves where they come from: no index is asked for them but the one that is named. `x*` stands for all that begin so. */
export const sourcedElsewhere = (view: RepositoryView): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const path of view.repository.paths) {
    if (!/(?:^|\/)(?:pyproject\.toml|uv\.toml|Pipfile|pdm\.toml)$/.test(path)) continue;
    const root = tomlAt(view, path)?.root;
    if (root !== undefined) gather(root, found, 0);
  }
  for (const { reading } of view.once(locksIn))
    for (const { name, source, root } of reading.packages)
      if (source.kind !== 'index' || root !== undefined) found.add(normalizeName(name));
  return found;
};
