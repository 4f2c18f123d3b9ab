import { lockOf } from '../lockfile/lockfile.ts';
import type { RepositoryView } from '../repository/view.ts';
import type { RepositoryRefs } from './types.ts';

/** What is known of a repository's references; `undefined` where it was not asked or did not answer. */
export const refsOf = (view: RepositoryView, slug: string): RepositoryRefs | undefined =>
  view.resolutions?.repositories.get(slug.toLowerCase());

const lockedCommit = (view: RepositoryView, slug: string, ref: string): string | undefined => {
  const name = slug.toLowerCase();
  for (const one of view.once(lockOf)?.dependencies.values() ?? [])
    if (one.slug.toLowerCase() === name && one.ref === ref) return one.commit;
  return undefined;
};

/** The commit a reference stands for, from what was asked or else from the lock of actions. Tags come before branches, as GitHub takes them. */
export const commitOf = (view: RepositoryView, slug: string, ref: string): string | undefined => {
  const refs = refsOf(view, slug);
  return refs?.tags.get(ref) ?? refs?.branches.get(ref) ?? lockedCommit(view, slug, ref);
};

const VERSION = /^v?(\d+(?:\.\d+)*)$/;

/** Higher for `v4.2.1` than for `v4.2`, for that than for `v4`; 0 for no version. */
const exactness = (tag: string): number => VERSION.exec(tag)?.[1]?.split('.').length ?? 0;

/** Tags that stand for a commit, the most exact version first. */
export const tagsAt = (view: RepositoryView, slug: string, commit: string): readonly string[] => {
  const found: string[] = [];
  for (const [tag, at] of refsOf(view, slug)?.tags ?? []) if (at === commit) found.push(tag);
  for (const one of view.once(lockOf)?.dependencies.values() ?? [])
    if (
      one.slug.toLowerCase() === slug.toLowerCase() &&
      one.commit === commit &&
      !found.includes(one.ref) &&
      exactness(one.ref) > 0
    )
      found.push(one.ref);
  return found.sort((a, b) => exactness(b) - exactness(a) || (a < b ? -1 : a > b ? 1 : 0));
};

/** Reads the version out of a comment behind a pin: `v4.2.1`, `tag=v4`, `pin@v4`, `ratchet:actions/checkout@v4`. */
export const commentVersion = (comment: string): string | undefined =>
  /(?:^|[\s=@:])(v?\d+(?:\.\d+){0,3}(?:[-.]?(?:a|b|rc|alpha|beta|pre|dev|post)[\w.-]*)?)(?=$|[\s,;)])/.exec(
    comment,
  )?.[1];
