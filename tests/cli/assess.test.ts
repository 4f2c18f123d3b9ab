import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { custody, STACK_TRACE } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const dir = scratch();

const write = (path: string, text: string): void => {
  mkdirSync(dir.at(path, '..'), { recursive: true });
  writeFileSync(dir.at(path), text);
};

const assess = (...args: readonly string[]) =>
  custody(['assess', ...args, 'repo'], { cwd: dir.at(), env: { XDG_DATA_HOME: dir.at('data') } });

beforeEach(() => {
  write(
    'repo/.github/workflows/ci.yml',
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n',
  );
  write(
    'repo/SECURITY.md',
    'Write to security@example.org; we answer within 7 days and disclose after 90.\n',
  );
});

describe('custody assess', () => {
  test('says between what the total lies, and where each point was lost', () => {
    const { code, out, err } = assess();
    expect(out).toMatch(/^Scorecard: \d\.\d–\d\.\d of 10/);
    expect(out).toMatch(/Token-Permissions[^\n]*\n\s+\.github\/workflows\/ci\.yml:3: /);
    expect(out).toMatch(
      / {6}0 {2}Pinned-Dependencies[^\n]*\n\s+\.github\/workflows\/ci\.yml:6: actions\/checkout@v4/,
    );
    expect(out).toMatch(/ {5}10 {2}Security-Policy/);
    expect(err).toMatch(/no history/);
    expect(err).not.toMatch(STACK_TRACE);
    expect(code).toBe(0);
  });

  test.each([
    ['9.9', 1],
    ['0', 0],
    ['5', 3],
  ])('--fail-under %s ends with %d', (score, code) => {
    expect(assess('--fail-under', score).code).toBe(code);
  });

  test('--format json is data, and --badge a picture with the same total', () => {
    const { out } = assess('--format', 'json', '--badge', 'badge.svg');
    const { total } = JSON.parse(out).scorecard;
    const svg = readFileSync(dir.at('badge.svg'), 'utf8');
    expect(svg).toContain(`scorecard: ${total.min.toFixed(1)}–${total.max.toFixed(1)}`);
    assess('--badge', 'again.svg');
    expect(readFileSync(dir.at('again.svg'), 'utf8')).toBe(svg);
  });

  test('--ruleset shows the source track, --owners who may publish, --dist what is signed', () => {
    write(
      'rules.json',
      JSON.stringify({
        name: 'main',
        target: 'branch',
        enforcement: 'active',
        conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
        rules: [{ type: 'deletion' }, { type: 'non_fast_forward' }, { type: 'required_signatures' }],
      }),
    );
    write('owners.json', JSON.stringify({ ownership: { roles: [{ user: 'kim', role: 'Owner' }] } }));
    write('dist/a-1.whl', '');
    write('dist/a-1.whl.sigstore.json', '');
    const { out, code } = assess('--ruleset', 'rules.json', '--owners', 'owners.json', '--dist', 'dist');
    expect(out).toMatch(/SLSA source: level 0[^]*L2 yes {2}history/);
    expect(out).toMatch(/9 yes {2}Commits and tags are signed/);
    expect(out).toMatch(/kim: Owner on the index[^]*one person alone owns the project on the index/);
    expect(out).toMatch(/ 8 {2}Signed-Releases/);
    expect(code).toBe(0);
  });

  test('what is known against what is locked comes from the store', () => {
    write('repo/requirements.txt', 'flawed==1.0\n');
    const record = {
      id: 'GHSA-aaaa-bbbb-cccc',
      modified: '2026-01-01T00:00:00Z',
      affected: [{ package: { ecosystem: 'PyPI', name: 'flawed' }, versions: ['1.0'] }],
    };
    write('records.jsonl', `${JSON.stringify(record)}\n`);
    custody(['db', 'import', '--db', dir.at('db'), dir.at('records.jsonl')]);
    expect(assess('--db', 'db').out).toMatch(
      / 9 {2}Vulnerabilities[^\n]*\n\s+requirements\.txt:1: flawed 1\.0: GHSA-aaaa/,
    );
  });

  test.each([
    [['--owners', 'nowhere.json'], /nowhere\.json/, 2],
    [['--owners', 'bad.json'], /does not say who owns/, 4],
    [['--ruleset', 'repo/SECURITY.md'], /is not JSON/, 4],
    [['--fail-under', 'much'], /expected a number/, 2],
    [['--db', 'nowhere'], /nowhere/, 4],
  ])('%j is told', (args, message, code) => {
    write('bad.json', '{}');
    const ran = assess(...args);
    expect(ran.err).toMatch(message);
    expect(ran.code).toBe(code);
  });

  test('a file, and an empty folder, are nothing to assess', () => {
    mkdirSync(dir.at('empty'));
    for (const path of ['repo/SECURITY.md', 'empty'])
      expect(custody(['assess', path], { cwd: dir.at() }).code).toBe(2);
  });
});

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) process.stderr.write('skipped: git is not there to tell a history\n');

describe.skipIf(!hasGit)('a checkout with a history', () => {
  const git = (...args: readonly string[]): void => {
    execFileSync(
      'git',
      ['-C', dir.at('repo'), '-c', 'user.name=Kim', '-c', 'user.email=kim@example.org', ...args],
      {
        env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      },
    );
  };

  beforeEach(() => {
    git('init', '--quiet', '.');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
  });

  test('is judged by what git keeps, and by when it was kept', () => {
    write('repo/build/made.exe', 'MZ\0');
    write('repo/CODEOWNERS', '* @kim\n');
    git('add', 'CODEOWNERS');
    const { out } = assess();
    expect(out).toMatch(/ 10 {2}Binary-Artifacts/);
    expect(out).toMatch(/Maintained[^\n]*\n\s+the first commit is of/);
    expect(out).toMatch(/kim: code owner of \*; last commit \d{4}-\d\d-\d\d \(active\)/);
    expect(assess('--no-history').out).toMatch(/ 9 {2}Binary-Artifacts/);
  });

  test('runs nothing that its configuration names', () => {
    const run = `touch ${dir.at('ran')}`;
    write('repo/.git/hooks/post-index-change', `#!/bin/sh\n${run}\n`);
    execFileSync('chmod', ['+x', dir.at('repo/.git/hooks/post-index-change')]);
    for (const [name, value] of [
      ['core.fsmonitor', run],
      ['core.pager', run],
      ['pager.log', run],
      ['log.showSignature', 'true'],
      ['gpg.program', run],
      ['diff.external', run],
      ['core.sshCommand', run],
      ['alias.log', `!${run}`],
      ['core.hooksPath', dir.at('repo/.git/hooks')],
    ] as const)
      git('config', name, value);
    const { code } = assess();
    expect(code).toBe(0);
    expect(existsSync(dir.at('ran'))).toBe(false);
  });
});
