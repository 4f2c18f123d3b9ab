import type { RepositoryView } from '../repository/view.ts';
import { usesIn } from '../workflow/each.ts';
import type { GitPort } from './remote.ts';
import type { CommitDates, RepositoryRefs, Resolutions } from './types.ts';

/** Commits that are asked for in one repository: more are not pinned by hand. */
const MOST = 200;

/** Commits that are pinned, by repository in lower case. */
export const pinnedCommits = (views: readonly RepositoryView[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>();
  for (const view of views)
    for (const { uses } of usesIn(view)) {
      const { target } = uses;
      if (target.kind !== 'repository' || target.form !== 'sha') continue;
      const slug = target.slug.toLowerCase();
      const commits = found.get(slug) ?? new Set();
      found.set(slug, commits.add(target.ref.toLowerCase()));
    }
  return new Map([...found].map(([slug, commits]) => [slug, [...commits].sort().slice(0, MOST)]));
};

/** The answer of `git log --format='%H %cI'`. */
export const parseDates = (text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([0-9a-f]{40}|[0-9a-f]{64}) (\S{20,35})$/.exec(line.trimEnd());
    const at = match === null ? Number.NaN : Date.parse(match[2] ?? '');
    if (match !== null && !Number.isNaN(at)) found.set(match[1] ?? '', new Date(at).toISOString());
  }
  return found;
};

/**
 * Asks repositories that answered since when their pinned commits are: each commit alone is fetched, without a tree or a file, into
 * `into`, a bare repository of the caller's, and none of it is checked out. A commit that was not known before was first seen `now`.
 */
export const datesOnline = async (
  answers: Resolutions,
  views: readonly RepositoryView[],
  { git, into, now }: { readonly git: GitPort; readonly into: string; readonly now: string },
): Promise<Resolutions> => {
  const repositories = new Map<string, RepositoryRefs>(answers.repositories);
  for (const [slug, commits] of pinnedCommits(views)) {
    const refs = repositories.get(slug);
    if (refs === undefined) continue;
    let told: ReadonlyMap<string, string> = new Map();
    try {
      const url = `https://github.com/${slug}.git`;
      await git([
        '--git-dir',
        into,
        'fetch',
        '--quiet',
        '--no-tags',
        '--depth=1',
        '--filter=tree:0',
        url,
        ...commits,
      ]);
      told = parseDates(
        await git(['--git-dir', into, 'log', '--no-walk', '--format=%H %cI', ...commits, '--']),
      );
    } catch {
      // A commit that the repository does not have makes the whole question fail: what is not answered stays unknown.
    }
    const dates = new Map<string, CommitDates>();
    for (const commit of commits) {
      const committed = told.get(commit);
      if (committed !== undefined) dates.set(commit, { committed, seen: now });
    }
    repositories.set(slug, { ...refs, commits: dates });
  }
  return { ...answers, repositories };
};
