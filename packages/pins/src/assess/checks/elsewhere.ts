import { unseen } from '../score.ts';
import type { Check, Risk } from '../types.ts';

const elsewhere = (
  name: string,
  risk: Risk,
  reason: string,
  shownBy: string,
  todo: string,
  experimental?: true,
): Check => ({
  name,
  risk,
  todo,
  ...(experimental && { experimental }),
  judge: () => unseen(reason, shownBy),
});

/** What only a forge, or a site of badges, can tell. */
export const ELSEWHERE: readonly Check[] = [
  elsewhere(
    'Branch-Protection',
    'high',
    'rules for branches are kept by the forge',
    'an exported ruleset says some of it: --ruleset FILE',
    'Forbid deletion and force pushes of the default branch, and ask for review and checks.',
  ),
  elsewhere(
    'CI-Tests',
    'low',
    'results of checks are kept by the forge',
    'the checks of merged pull requests',
    'Run the tests on every pull request.',
  ),
  elsewhere(
    'CII-Best-Practices',
    'low',
    'badges are kept at bestpractices.dev',
    'the project’s page there',
    'Answer the questions at bestpractices.dev.',
  ),
  elsewhere(
    'Code-Review',
    'high',
    'reviews are kept by the forge',
    'the reviews of merged pull requests',
    'Have every change reviewed by someone else before it is merged.',
  ),
  elsewhere(
    'Webhooks',
    'critical',
    'webhooks are kept by the forge',
    'the settings of the repository',
    'Give each webhook a secret.',
    true,
  ),
];
