import { withoutAnswer } from '../../indexes/unanswered.ts';
import type { RepositoryView } from '../../repository/view.ts';
import type { Undecided } from '../rule.ts';
import { groupedNames } from './suspects.ts';

/** What a rule says that would need an index to be asked about names: once, where there are names. */
export const withoutIndex = (
  view: RepositoryView,
  reason: string = withoutAnswer(view),
): readonly Undecided[] => {
  const [first] = view.once(groupedNames).values();
  return first?.[0] === undefined ? [] : [{ kind: 'unknown', at: first[0].at, reason, required: false }];
};
