import { answering, indexScopesIn } from '../../indexes/scopes.ts';
import type { GivenProject } from '../../indexes/page.ts';
import type { IndexScope } from '../../indexes/types.ts';
import { withoutAnswer } from '../../indexes/unanswered.ts';
import { isOpen } from '../../indexes/url.ts';
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

/** Whether an index of which no answer is known could change what is installed: behind the first that has a name it cannot. */
const isOpenQuestion = ({ scope, answers }: NameAt, reached: boolean): boolean => {
  const unknown = answers.findIndex(({ answer }) => answer === undefined);
  if (unknown === -1 || !reached || scope.strategy === 'merged') return unknown !== -1;
  const having = answers.findIndex(({ answer }) => answer !== undefined && answer !== 'absent');
  return having === -1 || unknown < having;
};

/** One unknown for all names of which some index was not asked. `reached`: those that no install would ask do not count. */
export function* unanswered(
  view: RepositoryView,
  names: readonly NameAt[],
  reached = false,
): Generator<Undecided> {
  const first = names.find((one) => isOpenQuestion(one, reached));
  if (first === undefined) return;
  const { file, range } = first.scope;
  yield {
    kind: 'unknown',
    at: placeAt(file, range),
    reason: withoutAnswer(view),
    required: false,
  };
}
