import { filesOfVersion } from '../../indexes/data.ts';
import type { GivenFile } from '../../indexes/page.ts';
import { generalIndexes } from '../../indexes/questions.ts';
import { answering, indexScopesIn } from '../../indexes/scopes.ts';
import { indexKey, PYPI } from '../../indexes/url.ts';
import type { RepositoryView } from '../../repository/view.ts';

/** What indexes are known to offer of a version. */
export type Offered = {
  readonly files: readonly GivenFile[];
  /** Every index that may answer was asked: what is not here is nowhere. */
  readonly whole: boolean;
};

const general = (view: RepositoryView): readonly string[] => {
  const named = view
    .once(indexScopesIn)
    .flatMap((scope) => [
      ...answering(scope),
      ...scope.uses.filter(({ role }) => role === 'explicit').map(({ url }) => url),
    ]);
  const known = generalIndexes(view);
  const replaced = known.length > 0 && !known.includes(indexKey(PYPI) ?? '');
  return [...new Set([...named, ...(replaced ? [] : [PYPI])])];
};

/** The indexes that a file's projects come from: what the file itself says, else all that the repository names, and PyPI unless it is replaced. */
export const indexesFor = (view: RepositoryView, path: string): readonly string[] => {
  const own = view.once(indexScopesIn).find((scope) => scope.file.path === path);
  return own === undefined ? view.once(general) : answering(own);
};

/** What the indexes offer of a version of a project. */
export const offeredBy = (
  view: RepositoryView,
  indexes: readonly string[],
  name: string,
  version: string,
): Offered => {
  const answers = indexes.map((index) => view.outside.indexes?.project(index, name));
  const files = answers.flatMap((answer) =>
    // A list of names tells that a project is there, and not what it has.
    answer === undefined || answer === 'absent' ? [] : filesOfVersion(answer, version),
  );
  const whole =
    answers.length > 0 &&
    answers.every((answer) => answer === 'absent' || (answer !== undefined && answer.files.length > 0)) &&
    answers.some((answer) => answer !== 'absent');
  return { files, whole };
};
