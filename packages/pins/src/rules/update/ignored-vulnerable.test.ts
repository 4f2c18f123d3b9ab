import { describe, expect, test } from 'vitest';
import { memoryRepository } from '../../repository/memory.ts';
import { repositoryView } from '../../repository/view.ts';
import type { PinRule } from '../rule.ts';
import { ignoredVulnerable } from './ignored-vulnerable.ts';

const PATH = '.github/dependabot.yml';

const told = (rule: PinRule, files: Readonly<Record<string, string>>) =>
  [...rule.judge(repositoryView(memoryRepository(files)))].map((one) =>
    one.kind === 'found' ? `${one.severity ?? rule.rule.severity}: ${one.message}` : `unknown: ${one.reason}`,
  );

const entry = (ecosystem: string, directory: string, more = ''): string =>
  `  - package-ecosystem: ${ecosystem}\n    directory: ${directory}\n    schedule:\n      interval: weekly\n    cooldown:\n      default-days: 7\n${more}`;

const config = (...entries: readonly string[]): string => `version: 2\nupdates:\n${entries.join('')}`;

describe('update/ignored-vulnerable', () => {
  const files = {
    [PATH]: config(
      entry(
        'pip',
        '/',
        '    ignore:\n      - dependency-name: "Two*"\n      - dependency-name: one\n        update-types: ["version-update:semver-patch"]\n',
      ),
    ),
    'requirements.txt': 'one==1\ntwo-a==2\n',
  };

  test('is unknown without advisories, where something is ignored', () => {
    expect(told(ignoredVulnerable, files)).toEqual([
      'unknown: no advisory store with these records is at hand; custody db sync gets it',
    ]);
    expect(told(ignoredVulnerable, { [PATH]: config(entry('pip', '/')) })).toEqual([]);
  });

  test('finds flaws that nobody will be told of', () => {
    const projects = () => ({ flaws: [{ ids: ['A-1'] as const, fixed: ['3'] }], unjudged: [] });
    const view = repositoryView(memoryRepository(files), undefined, { projects });
    expect([...ignoredVulnerable.judge(view)]).toMatchObject([
      { message: '"two-a" is ignored, and 2 has A-1, which 3 ends.' },
    ]);
  });
});
