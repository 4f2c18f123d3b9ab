import type { RepositoryView } from '../repository/view.ts';
import { shownIndex } from './url.ts';

/** Why a rule has no answer of an index: the same words from every rule, so that a report says it once. */
export const withoutAnswer = ({ outside: { indexes } }: RepositoryView): string => {
  if (indexes === undefined)
    return 'no answers of an index are at hand; custody pin --index-url URL asks one, --index-data DIR takes answers';
  const silent = [...(indexes.silent ?? [])].map(
    ([index, reason]) => `${shownIndex(`https://${index}`)}: ${reason}`,
  );
  return silent.length > 0
    ? `not every index answered (${silent.slice(0, 3).join('; ')})`
    : 'the answers of indexes at hand do not tell it all; custody pin --index-url URL for each index that packages come from, or --index-data DIR';
};
