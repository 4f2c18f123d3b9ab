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
  test('judges where there is no place for data of its own, too: nothing has to be stored for it', () => {
    const { code, out, err } = custody(['pin', 'repo'], { cwd: dir.at() });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('pin/vulnerable-action');
  });

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
      /^--- a\/\.github\/workflows\/test\.yml\n\+\+\+ b\/\.github\/workflows\/test\.yml\n@@/m,
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
    [['--dry-run'], /needs --fix/],
    [['--unsafe-fixes'], /needs --fix/],
    [['--fix', '--write-policy'], /one at a time/],
    [['--document', 'x.md'], /needs one of them/],
    [['--check-policy', '--rule', 'pin/*'], /--rule has no place/],
    [['--write-policy', '--document', '../x.md'], /below the root/],
    [['--write-policy', '--document', '/x.md'], /below the root/],
    [['--rule', 'pin/no-such-rule'], /no rule of pin is named/],
    [['--resolutions', 'nowhere.json'], /nowhere\.json/],
  ])('%j is a usage error', (args, message) => {
    const { code, err } = pin(...args);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test.each<[string, string | Buffer]>([
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((one, index) => `${one}: &${one} [${`*${'abcdefghij'[index]},`.repeat(9)}]\n`)
        .join('')}jobs: *j\n`,
    ],
    ['an alias of itself', 'a: &a\n  b: *a\n'],
    ['brackets without an end', '['.repeat(200_000)],
    ['deep nesting', Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['a key that is repeated', 'on: push\njobs:\n  a: {steps: []}\n  a: {uses: x/y@v1}\n'],
    ['a huge scalar', `name: "${'x'.repeat(3_000_000)}"\non: push\n`],
    ['very many keys', Array.from({ length: 200_000 }, (_, index) => `k${index}: 1\n`).join('')],
    ['more bytes than are read', Buffer.alloc(5 * 1024 * 1024, 0x20)],
    ['bytes that are no text', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe, 0x00])],
    ['names of a prototype', '__proto__: {jobs: 1}\nconstructor: x\njobs: {__proto__: {steps: []}}\n'],
  ])('%s is answered, and is no ok unless it is harmless', (name, text) => {
    writeFileSync(dir.at('repo/.github/workflows/hostile.yml'), text);
    const { code, out, err } = pin(
      '--fix',
      '--dry-run',
      '--rule',
      'workflow/*',
      '--output',
      dir.at('report'),
    );
    expect(err).not.toMatch(STACK_TRACE);
    expect([0, 1, 3]).toContain(code);
    if (!/prototype|scalar|many/.test(name)) expect([name, code]).not.toEqual([name, 0]);
    expect(out).not.toMatch(STACK_TRACE);
  });

  test('a folder with nothing to judge is no ok', () => {
    mkdirSync(dir.at('empty'), { recursive: true });
    writeFileSync(dir.at('empty/README.md'), 'x');
    const { code, err } = custody(['pin', 'empty'], { cwd: dir.at() });
    expect(err).toMatch(/there is nothing in "empty" that custody pin judges/);
    expect(code).toBe(2);
  });

  test('a comment in the tree excuses a finding only where the policy obeys it, and what is excused is not mended', () => {
    const said = workflow.replace('@v4', '@v4 # custody: ignore[pin/unpinned-action] vendored next week');
    writeFileSync(dir.at('repo/.github/workflows/test.yml'), said);
    const only = ['--fail-on', 'low', '--rule', 'pin/unpinned-action', '--resolutions', 'resolutions.json'];
    const strict = pin(...only);
    expect(strict.out).toMatch(/1 inline ignore, obeyed only where your policy says so/);
    expect(strict.code).toBe(1);
    // The tree cannot say so itself.
    writeFileSync(dir.at('repo/custody.toml'), 'inline-ignores = ["**"]\n');
    expect(pin(...only).code).toBe(1);
    writeFileSync(dir.at('custody.toml'), 'inline-ignores = ["repo/.github/**"]\n');
    const lenient = pin(...only, '--fix');
    expect(lenient.out).toMatch(/vendored next week \(a comment in the file\)/);
    expect(lenient.code).toBe(0);
    expect(at('.github/workflows/test.yml')).toBe(said);
  });

  test('--unsafe-fixes hands texts of outsiders over, and names digests that are known', () => {
    const open = `${workflow.replace('echo "ok"', 'echo ${{ github.head_ref }}')}    container: node:22\n`;
    writeFileSync(dir.at('repo/.github/workflows/test.yml'), open);
    const images = { 'node:22': `sha256:${'a'.repeat(64)}` };
    writeFileSync(dir.at('resolutions.json'), JSON.stringify({ ...JSON.parse(resolutions), images }));
    const fix = ['--fix', '--resolutions', 'resolutions.json'];
    pin(...fix);
    expect(at('.github/workflows/test.yml')).not.toMatch(/HEAD_REF|sha256/);
    pin(...fix, '--unsafe-fixes');
    const after = at('.github/workflows/test.yml');
    expect(after).toContain(
      'env:\n          HEAD_REF: ${{ github.head_ref }}\n        run: echo "${HEAD_REF}"',
    );
    expect(after).toContain(`container: node:22@sha256:${'a'.repeat(64)}\n`);
  });

  test('--write-policy drafts a document, --check-policy compares it, and neither touches what people wrote', () => {
    expect(pin('--check-policy').code).toBe(1);
    expect(pin('--write-policy', '--dry-run').out).toMatch(/^--- \/dev\/null\n\+\+\+ b\/SUPPLY_CHAIN\.md\n/);
    expect(pin('--write-policy').code).toBe(0);
    expect(at('SUPPLY_CHAIN.md')).toContain('| `actions/checkout` | `v4, which can be moved` |');
    expect(pin('--check-policy').code).toBe(0);
    writeFileSync(dir.at('repo/SUPPLY_CHAIN.md'), `# Ours\n\n${at('SUPPLY_CHAIN.md')}\nBelow.\n`);
    pin('--fix', '--resolutions', 'resolutions.json');
    const { code, out } = pin('--check-policy');
    expect(out).toMatch(/pin\/document-drift[^]*repo\/SUPPLY_CHAIN\.md:\d+:1/);
    expect(code).toBe(1);
    expect(pin('--write-policy').err).toMatch(/SUPPLY_CHAIN\.md was written: 1 surface, 1 entry/);
    expect(at('SUPPLY_CHAIN.md')).toMatch(/^# Ours\n\n[^]*\nBelow\.\n$/);
    expect(pin('--check-policy').code).toBe(0);
    expect(pin('--write-policy').err).toMatch(/is up to date/);
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

test.each([
  ['pyproject.toml', '[build-system]\nrequires = ["x"]\n'],
  ['.github/dependabot.yml', 'version: 2\nupdates: []\n'],
  ['.github/actions/a/action.yml', 'runs: {using: composite, steps: []}\n'],
  ['Dockerfile', 'FROM x\n'],
  ['pip.conf', '[global]\n'],
])('custody check judges how a folder is built that has but %s', (path, text) => {
  mkdirSync(dir.at('tree', path, '..'), { recursive: true });
  writeFileSync(dir.at('tree', path), text);
  const { out } = custody(['check', '--format', 'json', 'tree'], { cwd: dir.at() });
  const kinds = JSON.parse(out).subjects.map(({ kind }: { readonly kind: string }) => kind);
  expect(kinds).toContain('repository');
});
