import { counted } from '../../deps/words.ts';
import { answering, indexScopesIn } from '../../indexes/scopes.ts';
import type { GivenProject } from '../../indexes/data.ts';
import type { IndexScope } from '../../indexes/types.ts';
import { indexKey, isWellKnown, PYPI } from '../../indexes/url.ts';
import type { RepositoryView } from '../../repository/view.ts';
import { placeAt, type Undecided } from '../rule.ts';

/** A name that several indexes may be asked for, and what is known of their answers. */
export type NameAt = {
  readonly scope: IndexScope;
  readonly name: string;
  readonly answers: readonly {
    readonly index: string;
    /** Anyone may register names there. */
    readonly open: boolean;
    readonly answer: GivenProject | 'absent' | undefined;
  }[];
};

/** Indexes where everybody may upload. */
const isOpen = (index: string): boolean => /^(?:test\.)?pypi\.org\//.test(indexKey(index) ?? '');

/** Names, above which a file's others are passed over. */
const MOST = 5000;

const all = (view: RepositoryView): readonly NameAt[] => {
  const { indexes } = view.outside;
  const seen = new Set<string>();
  return view.once(indexScopesIn).flatMap((scope) => {
    const asked = answering(scope);
    // Explicit sources are of one index each; the public one is asked for what they need all the same.
    if (asked.length < 2) return [];
    return scope.names.slice(0, MOST).flatMap((name) => {
      const key = `${name} ${asked.join(' ')}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const answers = asked.map((index) => ({
        index,
        open: isOpen(index),
        answer: indexes?.project(index, name),
      }));
      return [{ scope, name, answers }];
    });
  });
};

/** Names for which more than one index may answer, with what is known of their answers. */
export const severalIn = (view: RepositoryView): readonly NameAt[] => view.once(all);

/** Indexes that are configured beside public ones: whose names are not everybody's. */
export const isPrivate = (index: string): boolean => index !== PYPI && !isOpen(index) && !isWellKnown(index);

/** One unknown for all names of which some index was not asked. */
export function* unanswered(view: RepositoryView, names: readonly NameAt[]): Generator<Undecided> {
  const open = names.filter(({ answers }) => answers.some(({ answer }) => answer === undefined));
  const [first] = open;
  if (first === undefined) return;
  const { file, range } = first.scope;
  yield {
    kind: 'unknown',
    at: placeAt(file, range),
    reason: `${view.outside.indexes === undefined ? 'no answers of the indexes are at hand' : 'the answers at hand do not tell'} (${counted(open.length, 'name')}); give them with --index-data`,
    required: false,
  };
}
