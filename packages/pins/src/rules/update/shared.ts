import type { RepositoryView } from '../../repository/view.ts';
import type { Splice } from '../../fix/apply.ts';
import { type Coverage, coverageOf } from '../../update/coverage.ts';
import type { Manifest } from '../../update/manifests/types.ts';
import type { Mend, PathPlace } from '../rule.ts';

/** A mend of one file by one splice, where there is one. */
export const mendBy = (
  path: string,
  title: string,
  splice: Splice | undefined,
  safety: Mend['safety'] = 'safe',
): { readonly mend?: Mend } =>
  splice === undefined ? {} : { mend: { title, safety, edits: [{ path, splices: [splice] }] } };

const MOST = 20;

/** The manifests as related places. */
export const placesOf = (manifests: readonly Manifest[]): readonly PathPlace[] =>
  manifests.slice(0, MOST).map(({ path }) => ({ path, note: 'not looked at' }));

/** Folders for a sentence: `/`, `/docs` and 3 more. */
export const foldersText = (directories: readonly string[]): string => {
  const shown = directories.slice(0, 4).map((one) => `/${one}`.slice(0, 100));
  const more = directories.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
};

/** The coverage, where Dependabot's is the configuration at hand and could be read. */
export const dependabotCoverage = (
  view: RepositoryView,
): (Coverage & Required<Pick<Coverage, 'dependabot'>>) | undefined => {
  const coverage = view.once(coverageOf);
  const { dependabot, unread } = coverage;
  return dependabot === undefined || unread ? undefined : { ...coverage, dependabot };
};
