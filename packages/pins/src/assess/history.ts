import type { Commit, History } from './types.ts';

/** More commits than these are not read. */
export const MOST_COMMITS = 20_000;

const [FIELD, RECORD] = ['\u001f', '\u001e'];

/**
 * What git is asked about a checkout. Its own configuration can name programs to run: hooks, a monitor of files, a pager, a signature
 * checker. None of what is asked here runs them, and what could is switched off besides.
 */
const safely = (root: string): readonly string[] => [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'log.showSignature=false',
  '-c',
  'log.mailmap=false',
  '-c',
  'diff.external=',
  '-c',
  'protocol.allow=never',
  '-C',
  root,
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
];

/** Asks which files git keeps. */
export const trackedArguments = (root: string): readonly string[] => [
  ...safely(root),
  'ls-files',
  '-z',
  '--cached',
];

/** Asks for commits, newest first. */
export const historyArguments = (root: string): readonly string[] => [
  ...safely(root),
  'log',
  '--no-show-signature',
  '--no-color',
  '--no-patch',
  `--max-count=${MOST_COMMITS}`,
  `--format=%H%x1f%an%x1f%ae%x1f%cI%x1e`,
  'HEAD',
  '--',
];

/** For the environment in which git runs: no configuration of the machine, no questions, and no fetching of what a partial clone lacks. */
export const HISTORY_ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
} as const;

/** The answer of `git log`, newest first. What is not of the form is left out. `shallow`: the checkout holds not everything. */
export const parseHistory = (text: string, shallow: boolean): History => {
  const commits: Commit[] = [];
  for (const line of text.split(RECORD)) {
    const [commit = '', author = '', email = '', date = ''] = line.trim().split(FIELD);
    if (/^[0-9a-f]{40,64}$/.test(commit) && !Number.isNaN(Date.parse(date)))
      commits.push({ commit, author, email, date: new Date(date).toISOString() });
  }
  return { commits, complete: !shallow && commits.length < MOST_COMMITS };
};
