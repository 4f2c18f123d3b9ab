import type { RepositoryView } from '../repository/view.ts';
import { commandScopes } from './commands.ts';
import { pipScopes } from './pip.ts';
import { tableScopes } from './tables.ts';
import type { IndexScope } from './types.ts';
import { indexKey, PYPI } from './url.ts';

const all = (view: RepositoryView): readonly IndexScope[] => [
  ...pipScopes(view),
  ...tableScopes(view),
  ...commandScopes(view),
];

/** Everything in a repository that says from which index packages come: files first, then commands and variables. */
export const indexScopesIn = (view: RepositoryView): readonly IndexScope[] => view.once(all);

/** The indexes that may answer for a name without being asked for by it, PyPI among them; each once, in the order in which they are asked. */
export const answering = ({ uses, pypi, tool }: IndexScope): readonly string[] => {
  const seen = new Set<string>();
  const named = uses.filter(({ role }) => role === 'default' || role === 'extra').map(({ url }) => url);
  // uv asks the default one last; pip's order means nothing.
  const inOrder = tool === 'uv' ? [...named, ...(pypi ? [PYPI] : [])] : [...(pypi ? [PYPI] : []), ...named];
  return inOrder.filter((url) => {
    const key = indexKey(url) ?? url;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
