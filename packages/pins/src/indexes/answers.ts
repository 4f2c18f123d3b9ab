import { normalizeName } from '@custody/python';
import type { IndexData } from './data.ts';
import type { GivenProject } from './page.ts';
import { indexKey } from './url.ts';

/** What indexes answered just now. */
export type AskedAnswers = {
  /** By index (host and path), then by normalised name. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, GivenProject | 'absent'>>;
  /** Indexes that did not answer everything, and why. */
  readonly silent: ReadonlyMap<string, string>;
  /** Names that got no answer, by index: what was known of them before does not count any more. */
  readonly unanswered: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Answers that were got now, before those that were given. */
export const answersOf = ({ answers, silent, unanswered }: AskedAnswers, given?: IndexData): IndexData => ({
  indexes: [...new Set([...answers.keys(), ...(given?.indexes ?? [])])].sort(),
  problems: given?.problems ?? [],
  silent,
  project: (index, written) => {
    const key = indexKey(index) ?? '';
    const name = normalizeName(written);
    const now = answers.get(key)?.get(name);
    if (now !== undefined || unanswered.get(key)?.has(name) === true) return now;
    return given?.project(index, name);
  },
});
