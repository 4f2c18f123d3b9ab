import { withoutAnswer } from '../../indexes/unanswered.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { placeAt, type Undecided } from '../rule.ts';
import { type Held, offeredOf } from './hashed.ts';

/** One unknown for all versions that no index was asked about, at the first place. */
export function* unasked(view: RepositoryView, held: readonly Held[]): Generator<Undecided> {
  const first = held.find((one) => !offeredOf(view, one).whole);
  if (first === undefined) return;
  yield {
    kind: 'unknown',
    at: placeAt(first.file, first.range()),
    reason: withoutAnswer(view),
    required: false,
  };
}
