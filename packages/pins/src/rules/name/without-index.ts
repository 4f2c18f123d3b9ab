import type { RepositoryView } from '../../repository/view.ts';
import type { Undecided } from '../rule.ts';
import { groupedNames } from './suspects.ts';

/** What a rule says that would need an index to be asked about names: once, where there are names. */
export const withoutIndex = (view: RepositoryView, what: string): readonly Undecided[] => {
  const groups = view.once(groupedNames);
  const [first] = groups.values();
  if (first?.[0] === undefined) return [];
  const names = `${groups.size} name${groups.size === 1 ? '' : 's'}`;
  return [
    {
      kind: 'unknown',
      at: first[0].at,
      reason: `only an index knows ${what} (${names}), and none was asked`,
      required: false,
    },
  ];
};
