import type { RepositoryView } from '../repository/view.ts';

/** How much a check weighs, in the words of OpenSSF Scorecard. */
export type Risk = 'critical' | 'high' | 'medium' | 'low';

/** Where a point was lost, or what else is to be seen. `path` is below the repository's root; both counts from 1. */
export type Evidence = {
  readonly path?: string;
  readonly line?: number;
  readonly text: string;
};

/**
 * 0 to 10, whole. `inconclusive`: there is nothing to judge, and by Scorecard's rules it does not count. An interval: what is not at hand
 * decides between its ends.
 */
export type Score =
  | { readonly kind: 'decided'; readonly score: number }
  | { readonly kind: 'interval'; readonly min: number; readonly max: number }
  | { readonly kind: 'inconclusive' };

/** What a check came to. */
export type CheckResult = {
  readonly score: Score;
  /** One sentence without a full stop. */
  readonly reason: string;
  /** For every point lost, where. */
  readonly lost: readonly Evidence[];
  /** What Scorecard does not count, and who reads this may want to. */
  readonly also?: readonly Evidence[];
  /** Of what is not decided: what would show it. */
  readonly shownBy?: string;
};

/** One of Scorecard's checks, by its name. */
export type Check = {
  readonly name: string;
  readonly risk: Risk;
  /** Run by Scorecard only when asked for, and not in its total. */
  readonly experimental?: true;
  /** What raises the score, in the imperative. Absent: nothing that a project would do for its own sake. */
  readonly todo?: string;
  readonly judge: (input: AssessInput) => CheckResult;
};

export type JudgedCheck = Omit<Check, 'judge'> & CheckResult;

/** One commit as `git log` tells it. */
export type Commit = {
  readonly commit: string;
  readonly author: string;
  readonly email: string;
  /** RFC 3339. */
  readonly date: string;
};

/** What git says of the checkout. Newest first, at most so many commits; `complete` where those are all. */
export type History = { readonly commits: readonly Commit[]; readonly complete: boolean };

/** What is assessed. */
export type AssessInput = {
  readonly view: RepositoryView;
  /** The first `length` bytes of a file of the repository, read anew each time; `undefined` where it cannot be read. */
  readonly bytes: (path: string, length: number) => Uint8Array | undefined;
  /** RFC 3339. */
  readonly now: string;
  readonly history?: History;
  /** Names of the files of a release. */
  readonly release?: readonly string[];
  /** Flaws that are known against what is locked; `whole` where nothing that is locked could not be held against the store. */
  readonly flaws?: { readonly ids: readonly Evidence[]; readonly whole: boolean };
};
