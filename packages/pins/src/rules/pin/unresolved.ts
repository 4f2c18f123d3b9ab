import type { RepositoryView } from '../../repository/view.ts';
import { refsOf } from '../../resolution/lookup.ts';
import { placeAt, type Undecided } from '../rule.ts';
import type { RemoteUses } from './remote-uses.ts';

/** One unknown for all pins whose repositories' references are not known: the first place, and how many there are. */
export function* unresolved(view: RepositoryView, uses: readonly RemoteUses[]): Generator<Undecided> {
  const open = uses.filter(({ target }) => refsOf(view, target.slug) === undefined);
  const [first] = open;
  if (first === undefined) return;
  const slugs = new Set(open.map(({ target }) => target.slug.toLowerCase()));
  const failure = view.resolutions?.failures.get(first.target.slug.toLowerCase());
  const why =
    failure === undefined
      ? 'the references of the repositories are not known here'
      : `git could not ask: ${failure}`;
  yield {
    kind: 'unknown',
    at: placeAt(first.file, first.uses.node.range),
    reason: `${why} (${open.length} pin${open.length === 1 ? '' : 's'} of ${slugs.size} repositor${slugs.size === 1 ? 'y' : 'ies'}); run with --online, or give a resolution cache`,
    required: false,
  };
}
