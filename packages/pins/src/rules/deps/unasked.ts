import { counted } from '../../deps/words.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { placeAt, type Undecided } from '../rule.ts';
import { type Held, offeredOf } from './hashed.ts';

/** One unknown for all versions that no index was asked about: the first place, and how many there are. */
export function* unasked(view: RepositoryView, held: readonly Held[]): Generator<Undecided> {
  const open = held.filter((one) => !offeredOf(view, one).whole);
  const [first] = open;
  if (first === undefined) return;
  yield {
    kind: 'unknown',
    at: placeAt(first.file, first.range()),
    reason: `${view.outside.indexes === undefined ? 'no answers of an index are at hand' : 'the answers at hand do not tell'} (${counted(open.length, 'version')} with hashes); give them with --index-data`,
    required: false,
  };
}
