import type { CommitDates, Resolutions } from '../resolution/types.ts';

/** Forty times one digit. */
export const sha = (digit: string): string => digit.repeat(40);

/** References by repository: `{ 'a/b': { tags: { v1: sha('1') } } }`. */
export const resolutions = (
  repositories: Readonly<
    Record<
      string,
      {
        readonly tags?: Readonly<Record<string, string>>;
        readonly branches?: Readonly<Record<string, string>>;
        readonly commits?: Readonly<Record<string, CommitDates>>;
      }
    >
  >,
): Resolutions => ({
  repositories: new Map(
    Object.entries(repositories).map(([slug, { tags = {}, branches = {}, commits }]) => [
      slug,
      {
        tags: new Map(Object.entries(tags)),
        branches: new Map(Object.entries(branches)),
        ...(commits && { commits: new Map(Object.entries(commits)) }),
      },
    ]),
  ),
  failures: new Map(),
});
