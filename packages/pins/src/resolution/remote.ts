import type { RepositoryView } from '../repository/view.ts';
import { usesIn } from '../workflow/each.ts';
import type { RepositoryRefs, Resolutions } from './types.ts';

/**
 * Runs `git` with arguments, without a shell, and answers what it wrote. Rejects where it cannot be run, ends with
 * another code than 0, writes more than it may, or takes too long.
 */
export type GitPort = (args: readonly string[]) => Promise<string>;

const SLUG = /^[A-Za-z0-9][A-Za-z0-9-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/;

/** The answer of `git ls-remote --tags --heads`: a tag's peeled commit is told behind the tag, as `^{}`. */
export const parseLsRemote = (text: string): RepositoryRefs => {
  const tags = new Map<string, string>();
  const branches = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([0-9a-f]{40}|[0-9a-f]{64})\trefs\/(tags|heads)\/(.+?)(?:\^\{\})?$/.exec(line.trimEnd());
    if (match === null) continue;
    const [, commit = '', kind, name = ''] = match;
    (kind === 'tags' ? tags : branches).set(name, commit);
  }
  return { tags, branches };
};

/** Repositories whose actions or workflows this one uses, lower case, sorted. */
export const usedRepositories = (view: RepositoryView): readonly string[] => {
  const slugs = new Set<string>();
  for (const { uses } of usesIn(view))
    if (uses.target.kind === 'repository' && SLUG.test(uses.target.slug))
      slugs.add(uses.target.slug.toLowerCase());
  return [...slugs].sort();
};

/** Asks each repository for its references, one after the other: `git ls-remote` knows no quota. What fails is told. */
export const resolveOnline = async (slugs: readonly string[], git: GitPort): Promise<Resolutions> => {
  const repositories = new Map<string, RepositoryRefs>();
  const failures = new Map<string, string>();
  for (const slug of slugs) {
    try {
      const answer = await git(['ls-remote', '--tags', '--heads', '--', `https://github.com/${slug}.git`]);
      repositories.set(slug.toLowerCase(), parseLsRemote(answer));
    } catch (error) {
      failures.set(slug.toLowerCase(), error instanceof Error ? error.message : 'git could not be run');
    }
  }
  return { repositories, failures };
};

const mergeRefs = (earlier: RepositoryRefs | undefined, later: RepositoryRefs): RepositoryRefs => {
  if (earlier?.commits === undefined) return later;
  const commits = new Map(later.commits);
  // When a commit was first seen stays what it was; what it says of itself cannot change.
  for (const [commit, dates] of earlier.commits) commits.set(commit, { ...commits.get(commit), ...dates });
  return { ...later, commits };
};

/** Two sets of answers as one; the later one's come first. */
export const mergeResolutions = (earlier: Resolutions, later: Resolutions): Resolutions => {
  const repositories = new Map(earlier.repositories);
  for (const [slug, refs] of later.repositories)
    repositories.set(slug, mergeRefs(repositories.get(slug), refs));
  const images = later.images ?? earlier.images;
  return { repositories, failures: later.failures, ...(images && { images }) };
};
