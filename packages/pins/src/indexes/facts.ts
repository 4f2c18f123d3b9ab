import { isHashed } from '../deps/hashed.ts';
import { counted, listed } from '../deps/words.ts';
import { installsIn } from '../installs/installs.ts';
import type { RepositoryView } from '../repository/view.ts';
import { answering, indexScopesIn } from './scopes.ts';
import { shownIndex } from './url.ts';

/** What a repository installs and from where, in short: how many installs there are, which indexes may answer, for which names several of them. */
export const installFacts = (view: RepositoryView): readonly string[] => {
  const installs = view.once(installsIn).filter(({ specs }) => specs.length > 0);
  const hashed = installs.filter((one) => isHashed(view, one)).length;
  const scopes = view.once(indexScopesIn);
  const indexes = new Set(scopes.flatMap((scope) => answering(scope).map(shownIndex)));
  const merged = scopes.filter((scope) => scope.strategy === 'merged' && answering(scope).length > 1);
  const names = new Set(merged.flatMap((scope) => scope.names));
  return [
    ...(installs.length === 0
      ? []
      : [`${counted(installs.length, 'install')} of Python packages, ${hashed} by hashes`]),
    ...(indexes.size === 0 ? [] : [`packages come from ${listed([...indexes])}`]),
    ...(names.size === 0
      ? []
      : [`${counted(names.size, 'name')} could be answered by several indexes: ${listed([...names])}`]),
  ];
};
