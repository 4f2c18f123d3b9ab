import { describe, expect, test } from 'vitest';
import { seen } from '../../testing/seen.ts';
import { excessivePermissions } from './excessive-permissions.ts';
import { persistedCredentials } from './persisted-credentials.ts';

const workflow = (run: string, more = ''): string =>
  `on: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - run: ${run}\n${more}`;

const safetyOf = (text: string, others: Readonly<Record<string, string>>) =>
  [persistedCredentials, excessivePermissions].map(
    (rule) => seen(rule, text, { others }).found[0]?.mend?.safety,
  );

const NEEDED = [undefined, 'unsafe'];
const UNKNOWN = ['unsafe', 'unsafe'];
const FREE = ['safe', 'safe'];

describe('a step that writes to the repository is seen', () => {
  test.each([
    ['in a script of the repository', 'scripts/publish', { 'scripts/publish': 'mkdocs gh-deploy --force\n' }],
    ['behind a shell', 'bash -e ./ci/x.sh', { 'ci/x.sh': 'git push origin v1\n' }],
    ['in a script of a script', './a.sh', { 'a.sh': 'exec ./b.sh\n', 'b.sh': 'git push\n' }],
    ['as a list of arguments', 'python r.py', { 'r.py': "run(['git', 'push', '--tags'])\n" }],
    ['where the step works', 'sh x.sh\n        working-directory: ./docs', { 'docs/x.sh': 'git push\n' }],
    ['by a tool that pushes', 'mike deploy 1.0 --push', {}],
  ])('%s', (_, run, others) => {
    expect(safetyOf(workflow(run), others)).toEqual(NEEDED);
  });

  test('as one that may, where a runner has a task that does', () => {
    expect(safetyOf(workflow('make test'), { Makefile: 'docs:\n\tgit push\n' })).toEqual(UNKNOWN);
    expect(safetyOf(workflow('nox -s x'), { 'noxfile.py': 's.run("mike", "deploy")' })).toEqual(UNKNOWN);
  });

  test.each([
    ['scripts that do not', 'scripts/x', { 'scripts/x': 'pytest\n', 'scripts/y': 'git push\n' }],
    ['what only reads like a script', 'cat README.md', { 'README.md': 'then `git push`\n' }],
    ['a runner without such a task', 'make test', { Makefile: 'test:\n\tpytest\n' }],
    ['a script that is not there', './gone.sh', {}],
  ])('and not in %s', (_, run, others) => {
    expect(safetyOf(workflow(run), others)).toEqual(FREE);
  });

  test('in bounded time, however many steps run however long scripts', () => {
    const names = Array.from({ length: 40 }, (_, i) => `s${i}.sh`);
    const text = `${names.join(' ')}\n${'git -a '.repeat(30_000)}`;
    const others = Object.fromEntries(names.map((name) => [name, text]));
    const steps = '      - run: ./s0.sh\n'.repeat(2000);
    const started = performance.now();
    expect(safetyOf(workflow('./s0.sh', steps), others)).toEqual(FREE);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test('and scripts that name each other end', () => {
    const others = { 'a.sh': './b.sh ./a.sh\n', 'b.sh': './a.sh\n' };
    expect(safetyOf(workflow('./a.sh'), others)).toEqual(FREE);
  });
});
