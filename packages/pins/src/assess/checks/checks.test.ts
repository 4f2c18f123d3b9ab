import { describe, expect, test } from 'vitest';
import { CI, commitAt, judgedBy, SHA, workflow } from '../testing/input.ts';

const decided = (score: number) => ({ kind: 'decided', score });
const between = (min: number, max: number) => ({ kind: 'interval', min, max });
const NOTHING = { kind: 'inconclusive' };
const READ = 'on: push\npermissions:\n  contents: read\n';

describe('Binary-Artifacts', () => {
  test('takes a point for each binary, by its first bytes or by its name', () => {
    const result = judgedBy('Binary-Artifacts', {
      'bin/tool': Buffer.from('7f454c46020101', 'hex'),
      'a.pyc': Buffer.from([1, 2, 3, 0, 0, 0, 0, 0]),
      'text.so': 'only text\n',
      'empty.exe': '',
      'data.bin': Buffer.from([0, 1, 2]),
    });
    expect(result.score).toEqual(decided(8));
    expect(result.lost.map(({ path }) => path)).toEqual(['a.pyc', 'bin/tool']);
  });

  test('ends at 0', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.exe`, 'MZ\0']));
    expect(judgedBy('Binary-Artifacts', many).score).toEqual(decided(0));
  });
});

describe('Dangerous-Workflow', () => {
  const score = (text: string) => judgedBy('Dangerous-Workflow', { [CI]: text });

  test('is all or nothing, and nothing to judge without workflows', () => {
    expect(score(workflow(['- run: echo ${{ github.event.issue.title }}']))).toMatchObject({
      score: decided(0),
      lost: [{ path: CI, line: 6 }],
    });
    expect(score(workflow(['- run: echo ${{ github.sha }}'])).score).toEqual(decided(10));
    expect(judgedBy('Dangerous-Workflow', {}).score).toEqual(NOTHING);
  });

  test.each([
    ['- run: echo ${{ github.head_ref }}', 0],
    ['- run: echo ${{ toJSON(github.event) }}', 0],
    ['- run: echo ${{ github.event.pull_request.number }}', 10],
    ['- {uses: a/b@v1, with: {x: "${{ github.head_ref }}"}}', 10],
  ])('%s: %d', (step, expected) => {
    expect(score(workflow([step])).score).toEqual(decided(expected));
  });

  test('sees what an outsider wrote checked out with the rights of the project', () => {
    const steps = [
      '- uses: actions/checkout@v4',
      '  with: {ref: "${{ github.event.pull_request.head.sha }}"}',
    ];
    expect(score(workflow(steps, 'on: pull_request_target\n')).score).toEqual(decided(0));
    expect(score(workflow(steps, 'on: pull_request\n')).score).toEqual(decided(10));
  });
});

describe('Dependency-Update-Tool', () => {
  test.each(['.github/dependabot.yml', '.GITHUB/Dependabot.yaml', 'renovate.json5', '.gitlab/renovate.json'])(
    'is shown by %s',
    (path) => {
      expect(judgedBy('Dependency-Update-Tool', { [path]: '' }).score).toEqual(decided(10));
    },
  );

  test('is unknown without a whole history, since a commit by the bot counts', () => {
    const commits = [commitAt(1), commitAt(2, 'dependabot[bot]')];
    const of = (list: typeof commits, complete: boolean) =>
      judgedBy('Dependency-Update-Tool', { a: '' }, { history: { commits: list, complete } }).score;
    expect(judgedBy('Dependency-Update-Tool', { a: '' }).score).toEqual(between(0, 10));
    expect(of(commits, false)).toEqual(decided(10));
    expect(of(commits.slice(0, 1), false)).toEqual(between(0, 10));
    expect(of(commits.slice(0, 1), true)).toEqual(decided(0));
  });
});

describe('Fuzzing', () => {
  test('knows what Scorecard knows, and tells Hypothesis apart', () => {
    expect(judgedBy('Fuzzing', { 'fuzz/a.py': '\nimport atheris\n' })).toMatchObject({ score: decided(10) });
    expect(judgedBy('Fuzzing', { '.clusterfuzzlite/Dockerfile': '' }).score).toEqual(decided(10));
    const hypothesis = judgedBy('Fuzzing', { 'tests/test_a.py': '# x\nfrom hypothesis import given\n' });
    expect(hypothesis).toMatchObject({
      score: between(0, 10),
      also: [{ path: 'tests/test_a.py', line: 2, text: 'Hypothesis: Scorecard does not count it' }],
    });
  });
});

describe('License', () => {
  test.each([
    [
      { LICENSE: 'Permission is hereby granted, free of charge, to any person obtaining\na copy of' },
      decided(10),
    ],
    [{ 'COPYING.txt': 'GNU GENERAL PUBLIC LICENSE' }, decided(10)],
    [{ 'LICENSES/MIT.txt': 'all mine' }, between(9, 10)],
    [{ 'license.yaml': '', 'src/LICENSE': '' }, decided(0)],
  ])('%j', (files, score) => {
    expect(judgedBy('License', files as Record<string, string>).score).toEqual(score);
  });
});

describe('Packaging', () => {
  test('is found or nothing to judge, and a command that Scorecard does not know is told', () => {
    expect(
      judgedBy('Packaging', { [CI]: workflow([`- uses: pypa/gh-action-pypi-publish@${SHA}`]) }).score,
    ).toEqual(decided(10));
    expect(judgedBy('Packaging', { [CI]: workflow(['- run: uv publish']) })).toMatchObject({
      score: NOTHING,
      also: [{ path: CI, line: 6 }],
    });
  });
});

describe('Pinned-Dependencies', () => {
  const score = (files: Record<string, string>) => judgedBy('Pinned-Dependencies', files).score;

  test('weighs actions of GitHub 2 and those of others 8', () => {
    const both = workflow([`- uses: actions/checkout@v4`, `- uses: x/y@${SHA}`]);
    expect(score({ [CI]: both })).toEqual(decided(8));
    expect(
      score({ [CI]: workflow(['- uses: actions/checkout@v4', `- uses: actions/cache@${SHA}`]) }),
    ).toEqual(decided(5));
  });

  test.each([
    ['pip install x', 0],
    ['pip install --require-hashes -r r.txt', 10],
    ['python3 -m pip install --no-deps -e .', 10],
    ['pip install -e .', 0],
    ['pip install dist/x.whl', 10],
    ['pip install dist/x.whl y', 0],
    ['npm ci', 10],
    ['npm install', 0],
    ['go install example.com/x@v1.2.3', 10],
    ['go install example.com/x@latest', 0],
    ['curl -s https://x | sh', 0],
    ['curl -s https://x | python3 - --yes', 10],
  ])('judges %s', (command, expected) => {
    const text = workflow([`- uses: actions/checkout@${SHA}`, `- run: ${command}`]);
    const result = judgedBy('Pinned-Dependencies', { [CI]: text });
    // One pinned action of weight 10, and the command of the same where it counts.
    const counts = !command.includes('--yes');
    expect(result.score).toEqual(decided(expected === 10 || !counts ? 10 : 5));
    expect(result.lost).toHaveLength(expected === 10 || !counts ? 0 : 1);
  });

  test('looks into Dockerfiles and scripts, and not into what is vendored', () => {
    const docker = `FROM python:3 AS a\nFROM a\nRUN pip install x\n`;
    const result = judgedBy('Pinned-Dependencies', {
      Dockerfile: docker,
      'vendor/Dockerfile': docker,
      'tools/setup': '#!/usr/bin/env bash\nset -e\npip install y\n',
    });
    expect(result.lost.map(({ path, line }) => `${path ?? ''}:${line ?? 0}`)).toEqual([
      'Dockerfile:1',
      'Dockerfile:3',
      'tools/setup:3',
    ]);
    expect(result.score).toEqual(decided(0));
  });

  test('tells installs that Scorecard does not look at, and is nothing to judge where nothing is fetched', () => {
    expect(judgedBy('Pinned-Dependencies', { [CI]: workflow(['- run: uv pip install x']) })).toMatchObject({
      score: NOTHING,
      also: [{ path: CI, line: 6 }],
    });
  });
});

describe('SAST', () => {
  const score = (uses: string) => judgedBy('SAST', { [CI]: workflow([`- uses: ${uses}`]) }).score;
  test('is shown by a workflow, and of CodeQL seven parts of ten', () => {
    expect(score('snyk/actions/python@v1')).toEqual(decided(10));
    expect(score('github/codeql-action/analyze@v3')).toEqual(between(7, 10));
    expect(score('x/y@v1')).toEqual(between(0, 10));
  });
});

describe('Security-Policy', () => {
  test.each([
    ['Write to security@example.org. We answer within 14 days and disclose vulnerabilities after 90.', 10],
    ['https://example.org/report', 6],
    ['Please report vulnerabilities.', 3],
    ['', 0],
  ])('%j', (text, expected) => {
    const result = judgedBy('Security-Policy', { '.github/SECURITY.md': text });
    expect(result.score).toEqual(decided(expected));
    expect(result.lost.every(({ path }) => path === '.github/SECURITY.md')).toBe(true);
  });

  test('may be kept by the organisation', () => {
    expect(judgedBy('Security-Policy', { 'README.md': '' }).score).toEqual(between(0, 10));
  });
});

describe('Token-Permissions', () => {
  const score = (top: string, job = '', step = '- run: x') =>
    judgedBy('Token-Permissions', { [CI]: workflow([step], top, job) }).score;

  test.each([
    [READ, '', 10],
    ['on: push\npermissions: {}\n', '', 10],
    ['on: push\npermissions: read-all\n', '', 10],
    ['on: push\n', '', 0],
    ['on: push\n', '    permissions: {contents: read}\n', 9],
    ['on: push\n', '    permissions: {contents: write}\n', 9],
    ['on: push\npermissions: write-all\n', '', 0],
    ['on: push\npermissions: write-all\n', '    permissions: {contents: read}\n', 9],
    ['on: push\npermissions: write-all\n', '    permissions: {contents: write}\n', 0],
    ['on: push\npermissions: {contents: write}\n', '', 0],
    ['on: push\npermissions: {checks: write, deployments: write}\n', '', 8],
    ['on: push\npermissions: {id-token: write, pull-requests: write}\n', '', 10],
    [READ, '    permissions: {contents: write}\n', 10],
  ])('%j %j: %d', (top, job, expected) => {
    expect(score(top, job)).toEqual(decided(expected));
  });

  test('adds up over workflows, and is nothing to judge without one', () => {
    const half = workflow(['- run: x'], 'on: push\n', '    permissions: {contents: read}\n');
    expect(judgedBy('Token-Permissions', { [CI]: half, '.github/workflows/b.yml': half }).score).toEqual(
      decided(9),
    );
    expect(judgedBy('Token-Permissions', {}).score).toEqual(NOTHING);
  });
});

describe('Maintained', () => {
  const of = (days: readonly number[], complete = false) =>
    judgedBy('Maintained', { a: '' }, { history: { commits: days.map((one) => commitAt(one)), complete } });

  test('wants twelve commits in ninety days; issues can only add', () => {
    expect(of(Array.from({ length: 12 }, (_, n) => n * 7)).score).toEqual(decided(10));
    expect(of([1, 2, 3, 100]).score).toEqual(between(2, 10));
    expect(of([200]).score).toEqual(between(0, 10));
    expect(of([1, 2, 3], true)).toMatchObject({
      score: decided(0),
      lost: [{ text: expect.stringContaining('too new') }],
    });
  });

  test('is unknown without a history', () => {
    expect(judgedBy('Maintained', { a: '' }).score).toEqual(between(0, 10));
  });
});

test('Contributors stays unknown, with domains as a hint', () => {
  const commits = Array.from({ length: 6 }, (_, n) => commitAt(n, 'a', 'a@lab.example'));
  expect(judgedBy('Contributors', { a: '' }, { history: { commits, complete: false } })).toMatchObject({
    score: between(0, 10),
    also: [{ text: expect.stringContaining('lab.example') }],
  });
});

test.each([
  [['a.whl', 'a.whl.intoto.jsonl'], decided(10)],
  [['a.whl', 'a.whl.asc'], decided(8)],
  [['a.whl', 'a.whl.publish.attestation'], decided(0)],
  [undefined, between(0, 10)],
])('Signed-Releases of %j', (release, score) => {
  expect(judgedBy('Signed-Releases', { a: '' }, release === undefined ? {} : { release }).score).toEqual(
    score,
  );
});

test('SBOM counts one at the root and one in a release', () => {
  expect(judgedBy('SBOM', { 'bom.cdx.json': '' }).score).toEqual(between(5, 10));
  expect(judgedBy('SBOM', { 'bom.cdx.json': '' }, { release: [] }).score).toEqual(decided(5));
  expect(judgedBy('SBOM', { a: '' }, { release: ['a.spdx.json'] }).score).toEqual(decided(10));
});

test('Vulnerabilities takes a point for each, and is an interval where something could not be judged', () => {
  const ids = [{ path: 'r.txt', line: 1, text: 'x 1: CVE-1' }];
  expect(judgedBy('Vulnerabilities', { a: '' }, { flaws: { ids, whole: true } }).score).toEqual(decided(9));
  expect(judgedBy('Vulnerabilities', { a: '' }, { flaws: { ids, whole: false } }).score).toEqual(
    between(0, 9),
  );
  expect(judgedBy('Vulnerabilities', { a: '' }).score).toEqual(between(0, 10));
});
