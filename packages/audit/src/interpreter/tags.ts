import { compareVersions, parseVersion, type Version } from '@custody/python';

/** One release, and those of the commits in question that it contains. */
export type TaggedRelease = {
  readonly version: string;
  readonly read: Version;
  readonly commits: ReadonlySet<string>;
};

export type TagsReading =
  /** In the order of versions. */
  | { readonly kind: 'ok'; readonly releases: readonly TaggedRelease[] }
  | { readonly kind: 'malformed'; readonly line: number; readonly message: string };

/** `3.12` of 3.12.5: releases of one branch follow one another. */
export const branchOf = (release: TaggedRelease | undefined): string =>
  release?.read.release.slice(0, 2).join('.') ?? '';

/** A branch of which the table has nothing between two of which it has: what is true there nobody could tell from it. */
const missingBranch = (releases: readonly TaggedRelease[]): string | undefined => {
  for (const [at, { read }] of releases.entries()) {
    const [major, minor = 0] = read.release;
    const [majorBefore, minorBefore] = releases[at - 1]?.read.release ?? [];
    if (major === majorBefore && Number(minor) > Number(minorBefore ?? 0) + 1)
      return `${major}.${Number(minorBefore ?? 0) + 1}`;
  }
  return undefined;
};

const MOST_LINES = 10_000;
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Reads a table of releases: a tag in each line (`v3.12.5`), followed by those commits that it contains, whole. Lines that begin with `#`
 * are comments. A table with any line that is none is not used: what it says wrongly would be believed of every interpreter.
 */
export const readTags = (text: string): TagsReading => {
  const releases: TaggedRelease[] = [];
  const seen = new Set<string>();
  const lines = text.split('\n');
  if (lines.length > MOST_LINES)
    return { kind: 'malformed', line: MOST_LINES, message: `it has more than ${MOST_LINES} lines` };
  for (const [at, written] of lines.entries()) {
    const [tag = '', ...commits] = written.trim().split(/\s+/);
    if (tag === '' || tag.startsWith('#')) continue;
    const fail = (message: string): TagsReading => ({ kind: 'malformed', line: at + 1, message });
    const read = /^v\d/.test(tag) ? parseVersion(tag.slice(1)) : undefined;
    if (read === undefined) return fail('a line begins with the tag of a release, such as v3.12.5');
    if (seen.has(tag)) return fail('the tag stands twice');
    if (!commits.every((commit) => COMMIT.test(commit)))
      return fail('after the tag stand commits of 40 lower-case hexadecimal digits');
    seen.add(tag);
    releases.push({ version: tag.slice(1), read, commits: new Set(commits) });
  }
  if (releases.length === 0) return { kind: 'malformed', line: 1, message: 'it names no release' };
  const sorted = releases.sort((a, b) => compareVersions(a.read, b.read));
  const missing = missingBranch(sorted);
  return missing === undefined
    ? { kind: 'ok', releases: sorted }
    : {
        kind: 'malformed',
        line: 1,
        message: `it names no release of ${missing}, between those that it names`,
      };
};
