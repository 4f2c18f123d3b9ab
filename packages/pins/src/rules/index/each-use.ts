import { indexScopesIn } from '../../indexes/scopes.ts';
import type { IndexScope, IndexUse } from '../../indexes/types.ts';
import type { RepositoryView } from '../../repository/view.ts';

/** Every index that is configured somewhere, each place once, with the settings that it belongs to. */
export function* eachUse(
  view: RepositoryView,
): Generator<{ readonly use: IndexUse; readonly scope: IndexScope }> {
  const seen = new Set<string>();
  for (const scope of view.once(indexScopesIn))
    for (const use of scope.uses) {
      const key = `${use.file.path}:${use.range.start}:${use.url}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield { use, scope };
    }
}
