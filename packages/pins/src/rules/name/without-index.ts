import type { RepositoryView } from '../../repository/view.ts';
import type { Undecided } from '../rule.ts';
import { groupedNames } from './suspects.ts';

/** What a rule says that would need an index to be asked about names: once, where there are names. `count`: those of which no index was asked. */
export const withoutIndex = (
  view: RepositoryView,
  what: string,
  count?: number,
  taken = '; --index-data takes answers',
): readonly Undecided[] => {
  const groups = view.once(groupedNames);
  const [first] = groups.values();
  if (first?.[0] === undefined) return [];
  const open = count ?? groups.size;
  return [
    {
      kind: 'unknown',
      at: first[0].at,
      reason: `only an index knows ${what} (${open} name${open === 1 ? '' : 's'}), and none was asked${taken}`,
      required: false,
    },
  ];
};
