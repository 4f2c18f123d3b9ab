import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { custody, STACK_TRACE } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const dir = scratch();
const SHA = '1'.repeat(40);
const OTHER = '2'.repeat(40);

const workflow = `name: test
on: push
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
      - run: echo "ok"
`;

const resolutions = JSON.stringify({
  schema: 'custody.resolutions/1',
  repositories: { 'actions/checkout': { tags: { v4: SHA, 'v4.2.1': SHA, 'v3.0.0': OTHER }, branches: {} } },
});

const at = (path: string): string => readFileSync(dir.at('repo', path), 'utf8');
const pin = (...args: string[]) =>
  custody(['pin', ...args, 'repo'], { cwd: dir.at(), env: { XDG_DATA_HOME: dir.at('data') } });

beforeEach(() => {
  mkdirSync(dir.at('repo/.github/workflows'), { recursive: true });
  writeFileSync(dir.at('repo/.github/workflows/test.yml'), workflow);
  writeFileSync(dir.at('resolutions.json'), resolutions);
});

describe('custody pin', () => {
  test('names what is not pinned, with its place, and exits 1 at the threshold', () => {
    const { code, out, err } = pin('--fail-on', 'low');
    expect(out).toMatch(/pin\/unpinned-action/);
    expect(out).toMatch(/repo\/\.github\/workflows\/test\.yml:9:\d+/);
    expect(err).not.toMatch(STACK_TRACE);
    expect(code).toBe(1);
  });

  test('--fix --dry-run shows a diff that can be applied, and writes nothing', () => {
    const { code, out } = pin('--fix', '--dry-run', '--resolutions', 'resolutions.json');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^--- a\/\.github\/workflows\/test\.yml\n\+\+\+ b\/\.github\/workflows\/test\.yml\n@@/,
    );
    expect(out).toContain(`+      - uses: actions/checkout@${SHA}`);
    expect(at('.github/workflows/test.yml')).toBe(workflow);
  });

  test('--fix pins to the commit with the exact version behind it, changes nothing else, and is done after one run', () => {
    const first = pin('--fix', '--resolutions', 'resolutions.json');
    const mended = at('.github/workflows/test.yml');
    expect(mended).toContain(`actions/checkout@${SHA} # v4.2.1`);
    expect(mended.split('\n').filter((line) => !line.includes('checkout'))).toEqual(
      workflow.split('\n').filter((line) => !line.includes('checkout')),
    );
    expect(first.out).not.toMatch(/pin\/unpinned-action/);
    pin('--fix', '--resolutions', 'resolutions.json');
    expect(at('.github/workflows/test.yml')).toBe(mended);
  });

  test('a comment that says something else stays its author’s', () => {
    const said = workflow.replace('checkout@v4', 'checkout@v4 # keep me');
    writeFileSync(dir.at('repo/.github/workflows/test.yml'), said);
    pin('--fix', '--resolutions', 'resolutions.json');
    expect(at('.github/workflows/test.yml')).toBe(said.replace('@v4 #', `@${SHA} #`));
  });

  test('without knowing what a tag stands for, it is left as it is', () => {
    pin('--fix');
    expect(at('.github/workflows/test.yml')).toBe(workflow);
  });

  test('what cannot be read is no ok', () => {
    writeFileSync(dir.at('repo/.github/workflows/bomb.yml'), 'a: &a [x]\nb: "unclosed\n');
    const { code, out, err } = pin();
    expect(out).toMatch(/workflow\/readable/);
    expect(err).not.toMatch(STACK_TRACE);
    expect(code).toBe(1);
  });

  test.each([
    [['--dry-run'], /need --fix/],
    [['--rule', 'pin/no-such-rule'], /no rule of pin is named/],
    [['--resolutions', 'nowhere.json'], /nowhere\.json/],
  ])('%j is a usage error', (args, message) => {
    const { code, err } = pin(...args);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test('a file is no repository', () => {
    const { code, err } = custody(['pin', 'resolutions.json'], { cwd: dir.at() });
    expect(err).toMatch(/is no folder/);
    expect(code).toBe(2);
  });
});

test('custody check judges a repository too, and knows the rules by name', () => {
  const { out } = custody(['check', 'repo'], { cwd: dir.at() });
  expect(out).toMatch(/pin\/unpinned-action/);
  expect(custody(['check', '--explain', 'workflow/template-injection'], { cwd: dir.at() }).code).toBe(0);
});
