import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { custody, STACK_TRACE } from './testing/custody.ts';
import { scratch } from './testing/scratch.ts';

const dir = scratch();

const write = (path: string, text: string): void => {
  mkdirSync(dir.at(path, '..'), { recursive: true });
  writeFileSync(dir.at(path), text);
};

const workflow = (...uses: readonly string[]): string =>
  `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${uses.map((one) => `      - uses: ${one}\n`).join('')}`;

const pin = (...args: readonly string[]) =>
  custody(['pin', ...args, 'repo'], {
    cwd: dir.at(),
    env: { XDG_DATA_HOME: dir.at('data'), HOME: dir.at() },
  });

describe('advisories of actions', () => {
  const record = {
    id: 'GHSA-mrrh-fwg8-r2c3',
    aliases: ['CVE-2025-30066'],
    modified: '2025-03-24T00:00:00Z',
    summary: 'secrets are printed',
    affected: [
      {
        package: { ecosystem: 'GitHub Actions', name: 'tj-actions/changed-files' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '46.0.1' }] }],
      },
    ],
  };

  beforeEach(() => {
    write('records.jsonl', `${JSON.stringify(record)}\n`);
    expect(custody(['db', 'import', '--db', dir.at('db'), dir.at('records.jsonl')]).code).toBe(0);
  });

  test('are found in the store, whatever the case of a name', () => {
    write('repo/.github/workflows/a.yml', workflow('TJ-actions/changed-files@v45.0.7', 'a/b@v1.2.3'));
    const { code, out } = pin('--db', dir.at('db'), '--rule', 'pin/vulnerable-action');
    expect(out).toMatch(/CVE-2025-30066/);
    expect(out).toMatch(/Update it to 46\.0\.1 or later/);
    expect(out).toMatch(/advisor/);
    expect(code).toBe(1);
  });

  test('against the version that mends it are none', () => {
    write('repo/.github/workflows/a.yml', workflow('tj-actions/changed-files@v46.0.1'));
    expect(pin('--db', dir.at('db'), '--rule', 'pin/vulnerable-action').code).toBe(0);
  });

  test('in a store that is named and not there are an error, and else unknown', () => {
    write('repo/.github/workflows/a.yml', workflow('tj-actions/changed-files@v45.0.7'));
    expect(pin('--db', dir.at('nowhere')).code).toBe(4);
    const { out, code } = pin('--rule', 'pin/vulnerable-action', '--verbose');
    expect(out).toMatch(/custody db sync/);
    expect(code).toBe(0);
  });
});

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) process.stderr.write('skipped: git is not there to be asked\n');

describe.skipIf(!hasGit)('--online, with git led to a repository on this machine', () => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', dir.at('origin'), '-c', 'user.name=n', '-c', 'user.email=e', ...args], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_COMMITTER_DATE: '2026-11-20T00:00:00Z',
        GIT_AUTHOR_DATE: '2026-11-20T00:00:00Z',
      },
    }).trim();
  let commit = '';

  beforeEach(() => {
    mkdirSync(dir.at('origin'));
    git('init', '--quiet', '.');
    git('config', 'uploadpack.allowFilter', 'true');
    git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    git('commit', '--quiet', '--allow-empty', '-m', 'one');
    git('tag', 'v1');
    git('tag', 'v1.0.0');
    commit = git('rev-parse', 'HEAD');
    write('.gitconfig', `[url "file://${dir.at('origin')}"]\n  insteadOf = https://github.com/a/b.git\n`);
  });

  const online = (...args: readonly string[]) => pin('--online', ...args);

  test('a tag is pinned to what it stands for, and the answer is remembered', () => {
    write('repo/.github/workflows/a.yml', workflow('a/b@v1'));
    online('--fix');
    expect(readFileSync(dir.at('repo/.github/workflows/a.yml'), 'utf8')).toContain(`a/b@${commit} # v1.0.0`);
    expect(readFileSync(dir.at('data/custody/resolutions.json'), 'utf8')).toContain('"v1.0.0"');
  });

  test('since when a commit is known is asked and remembered', () => {
    write('repo/.github/workflows/a.yml', workflow(`a/b@${commit} # v1.0.0`));
    const { err } = online('--rule', 'pin/fresh-pin');
    expect(err).not.toMatch(STACK_TRACE);
    const remembered = readFileSync(dir.at('data/custody/resolutions.json'), 'utf8');
    expect(remembered).toContain('"committed": "2026-11-20T00:00:00.000Z"');
    expect(remembered).toMatch(/"seen": "\d{4}-/);
  });
});
