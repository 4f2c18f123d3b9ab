import { memoryRepository } from '../../repository/memory.ts';
import { repositoryView } from '../../repository/view.ts';
import { CHECKS } from '../scorecard.ts';
import type { AssessInput, CheckResult, Commit } from '../types.ts';

export const NOW = '2026-11-21T00:00:00.000Z';

type Given = Partial<Omit<AssessInput, 'view' | 'bytes'>>;

/** A checkout in memory. */
export const inputOf = (
  files: Readonly<Record<string, string | Uint8Array>>,
  given: Given = {},
): AssessInput => ({
  view: repositoryView(memoryRepository(files)),
  bytes: (path, length) => {
    const content = files[path];
    return content === undefined ? undefined : Buffer.from(content).subarray(0, length);
  },
  now: NOW,
  ...given,
});

/** What one check says of a checkout. */
export const judgedBy = (
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  given: Given = {},
): CheckResult => {
  const check = CHECKS.find((one) => one.name === name);
  if (check === undefined) throw new Error(`no check is named ${name}`);
  return check.judge(inputOf(files, given));
};

/** A commit so many days before now. */
export const commitAt = (days: number, author = 'a', email = 'a@example.org'): Commit => ({
  commit: days.toString(16).padStart(40, '0'),
  author,
  email,
  date: new Date(Date.parse(NOW) - days * 86_400_000).toISOString(),
});

export const SHA = 'a'.repeat(40);

/** A workflow: its first lines, and the steps of one job. */
export const workflow = (steps: readonly string[], top = '', job = ''): string =>
  `${top === '' ? 'on: push\n' : top}jobs:\n  a:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps.map((line) => `      ${line}\n`).join('')}`;

export const CI = '.github/workflows/ci.yml';
