import { ruleTable } from '@custody/findings';
import { describe, expect, test } from 'vitest';
import { mendFiles } from '../../fix/mend.ts';
import { memoryRepository } from '../../repository/memory.ts';
import { repositoryView } from '../../repository/view.ts';
import { mendedTwice, seen, type SeenOptions } from '../../testing/seen.ts';
import type { PinRule } from '../rule.ts';
import { compositeUncovered } from './composite-uncovered.ts';
import { cooldownShort } from './cooldown-short.ts';
import { deadEntry } from './dead-entry.ts';
import { externalExecution } from './external-execution.ts';
import { updateRules } from './index.ts';
import { noTool } from './no-tool.ts';
import { overlappingEntries } from './overlapping-entries.ts';
import { schema } from './schema.ts';
import { uncoveredDirectory } from './uncovered-directory.ts';
import { uncoveredEcosystem } from './uncovered-ecosystem.ts';

const PATH = '.github/dependabot.yml';
const WORKFLOW = 'on: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n';
const COMPOSITE = 'runs:\n  using: composite\n  steps:\n    - uses: actions/setup-python@v5\n';

const see = (
  rule: PinRule,
  text: string,
  others: SeenOptions['others'] = {},
  more: Pick<SeenOptions, 'unsafe'> = {},
) => {
  const options = { path: PATH, others, ...more };
  const result = seen(rule, text, options);
  expect(result.places).toEqual(result.expected);
  // What is mended stays mended.
  expect(mendedTwice(rule, text, options)).toBe(result.mended);
  return result;
};

const told = (rule: PinRule, files: Readonly<Record<string, string>>) =>
  [...rule.judge(repositoryView(memoryRepository(files)))].map((one) =>
    one.kind === 'found' ? `${one.severity ?? rule.rule.severity}: ${one.message}` : `unknown: ${one.reason}`,
  );

const entry = (ecosystem: string, directory: string, more = ''): string =>
  `  - package-ecosystem: ${ecosystem}\n    directory: ${directory}\n    schedule:\n      interval: weekly\n    cooldown:\n      default-days: 7\n${more}`;

const config = (...entries: readonly string[]): string => `version: 2\nupdates:\n${entries.join('')}`;

test('the family has each rule once', () => {
  expect(ruleTable(updateRules.map(({ rule }) => rule)).size).toBe(updateRules.length);
});

describe('update/no-tool', () => {
  test('finds pins without a bot, and writes its configuration', () => {
    const files = { '.github/workflows/a.yml': WORKFLOW, 'docs/requirements.txt': 'a==1\n' };
    const view = repositoryView(memoryRepository(files));
    const [one] = [...noTool.judge(view)];
    expect(one).toMatchObject({
      message: expect.stringContaining('github-actions in /; pip in /docs') as string,
    });
    const mends = one?.kind === 'found' && one.mend !== undefined ? [one.mend] : [];
    // Whether to have a bot at all is the project's to say.
    expect(mends.map(({ safety }) => safety)).toEqual(['unsafe']);
    const [made] = mendFiles(view.repository, mends).files;
    expect(made).toMatchObject({ path: PATH });
    const text = Buffer.from(made?.after ?? []).toString();
    expect(text).toBe(config(entry('github-actions', '/', '\n'), entry('pip', '/docs')));
    const after = { ...files, [PATH]: text };
    for (const rule of updateRules) expect(told(rule, after)).toEqual([]);
  });

  test.each([
    [
      'nothing is pinned',
      { 'requirements.txt': 'a>=1\n', 'pyproject.toml': '[project]\ndependencies = ["a"]\n' },
    ],
    ['only tests pin', { 'tests/requirements.txt': 'a==1\n' }],
    ['Renovate is there', { 'a/requirements.txt': 'a==1\n', 'renovate.json': '{}' }],
    ['package.json configures it', { 'requirements.txt': 'a==1\n', 'package.json': '{"renovate": {}}' }],
    [
      'a workflow runs Renovate',
      {
        '.github/workflows/r.yml': 'jobs:\n  a:\n    steps:\n      - uses: renovatebot/github-action@v41\n',
      },
    ],
  ])('says nothing where %s', (_, files) => {
    expect(told(noTool, files)).toEqual([]);
  });
});

describe('update/uncovered-ecosystem', () => {
  test('finds what no entry names, and adds all that is missing at once', () => {
    const { found, mended } = see(
      uncoveredEcosystem,
      `version: 2\n«updates»:\n- package-ecosystem: "github-actions"\n  directory: '/'\n  schedule: {interval: monthly}\n`.replace(
        '«updates»',
        '««««updates»»»»',
      ),
      {
        'a/requirements.txt': 'a==1\n',
        'b/requirements.txt': 'a==1\n',
        Dockerfile: 'FROM python:3.14\n',
        'tests/Cargo.lock': '',
        '.pre-commit-config.yaml': 'repos:\n  - repo: x\n    rev: v1\n    hooks: []\n',
      },
      { unsafe: true },
    );
    // What is left out can be left out on purpose.
    expect(found.flatMap(({ mend }) => mend?.safety ?? [])).toEqual(['unsafe', 'unsafe']);
    expect(found.map(({ key, severity }) => [key, severity])).toEqual([
      ['docker', undefined],
      ['pip', undefined],
      ['pre-commit', 'info'],
      ['aside cargo', 'info'],
    ]);
    expect(mended).toContain(
      `- package-ecosystem: "docker"\n  directory: '/'\n  schedule:\n    interval: monthly\n  cooldown:\n    default-days: 7\n- package-ecosystem: "pip"\n  directories:\n  - '/a'\n  - '/b'\n`,
    );
  });

  test('leaves it to a workflow that proposes changes by itself', () => {
    expect(
      told(uncoveredEcosystem, {
        [PATH]: config(entry('github-actions', '/')),
        'requirements.txt': 'a==1\n',
        '.github/workflows/u.yml':
          'on: {schedule: [{cron: "0 0 * * 0"}]}\njobs:\n  a:\n    steps:\n      - uses: peter-evans/create-pull-request@v7\n',
      }),
    ).toEqual([expect.stringMatching(/^info: .*u\.yml, which proposes changes by itself/)]);
  });

  test('believes Renovate to look everywhere, but where it is told not to', () => {
    const files = { 'a/requirements.txt': 'a==1\n', 'Cargo.lock': '' };
    const renovate = (text: string) => told(uncoveredEcosystem, { ...files, 'renovate.json': text });
    expect(renovate('{extends: ["config:recommended"]}')).toEqual([]);
    expect(renovate('{enabledManagers: ["cargo"]}')).toEqual([expect.stringContaining('pip, which')]);
    expect(renovate('{packageRules: [{matchManagers: ["cargo"], enabled: false}]}')).toEqual([
      expect.stringContaining('cargo, which'),
    ]);
    expect(
      renovate('{packageRules: [{matchManagers: ["cargo"], matchDepNames: ["x"], enabled: false}]}'),
    ).toEqual([]);
    expect(renovate('{enabledManagers: ["cargo"], ignorePaths: ["a/**"]}')).toEqual([]);
    expect(renovate('{extends: ["github>org/presets"], enabledManagers: ["cargo"]}')).toEqual([]);
  });
});

describe('update/uncovered-directory', () => {
  test('finds folders beside those that are named, and adds them', () => {
    const { mended } = see(uncoveredDirectory, config(entry('pip', '«"/"» # the root')), {
      'requirements.txt': 'a==1\n',
      'docs/requirements.txt': 'a==1\n',
      'x/y/requirements.txt': 'a==1\n',
    });
    // The folders right below are taken along by Dependabot.
    expect(mended).toBe(
      config(
        entry('pip', '"/" # the root').replace('directory: "/"', 'directories:\n      - "/"\n      - "/x/y"'),
      ),
    );
  });

  test.each([
    ['directories:\n    - "/"\n    - /a # x\n', 'directories:\n    - "/"\n    - /a # x\n    - /x/y\n'],
    ["directories: ['/', '/a']\n", "directories: ['/', '/a', '/x/y']\n"],
  ])('adds to a list as it is written: %j', (before, after) => {
    const text = (list: string) =>
      `version: 2\nupdates:\n  - package-ecosystem: pip\n    ${list}    schedule: {interval: daily}\n`;
    const { mended } = seen(uncoveredDirectory, text(before), {
      path: PATH,
      others: { 'x/y/requirements.txt': 'a==1\n' },
    });
    expect(mended).toBe(text(after));
  });

  test.each([
    ['a pattern', 'directories: ["**/*"]'],
    ['what is excluded', 'directory: /\n    exclude-paths: ["x/**"]'],
    ['the folder itself', 'directory: x/y/'],
  ])('says nothing for %s', (_, how) => {
    const text = `version: 2\nupdates:\n  - package-ecosystem: pip\n    ${how}\n    schedule: {interval: daily}\n`;
    expect(told(uncoveredDirectory, { [PATH]: text, 'x/y/requirements.txt': 'a==1\n' })).toEqual([]);
  });

  test('of tests and examples is only told', () => {
    const files = { [PATH]: config(entry('docker', '/')), 'tests/a/Dockerfile': 'FROM x:1\n' };
    expect(told(uncoveredDirectory, files)).toEqual([expect.stringMatching(/^info: .*\/tests\/a/)]);
  });
});

describe('update/composite-uncovered', () => {
  test('finds a composite action of which Dependabot is not told', () => {
    const { mended } = see(compositeUncovered, config(entry('github-actions', '«/»')), {
      '.github/workflows/a.yml': WORKFLOW,
      '.github/actions/setup/action.yml': COMPOSITE,
    });
    expect(mended).toContain('    directories:\n      - /\n      - /.github/actions/setup\n    schedule:');
  });

  test('names several by one pattern, unless it would reach others', () => {
    const actions = {
      '.github/actions/a/action.yml': COMPOSITE,
      '.github/actions/b/action.yaml': COMPOSITE,
      'c/action.yml': COMPOSITE,
    };
    expect(see(compositeUncovered, config(entry('github-actions', '«/»')), actions).mended).toContain(
      '      - /.github/actions/*\n      - /c\n',
    );
    const text = config(entry('github-actions', '/.github/actions/a')).replace(
      'directory: /.github/actions/a',
      'directories:\n    - /.github/actions/a',
    );
    const more = { ...actions, '.github/actions/d/action.yml': COMPOSITE };
    const { mended } = seen(compositeUncovered, text, { path: PATH, others: more });
    expect(mended).toContain(
      '- /.github/actions/a\n    - /.github/actions/b\n    - /.github/actions/d\n    - /c\n',
    );
  });

  test.each([
    ['one at the root', { 'action.yml': COMPOSITE }],
    ['one that uses nothing', { 'a/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: x\n' }],
    ['one that is named', { '.github/actions/a/action.yml': COMPOSITE }],
  ])('leaves %s', (_, files) => {
    const text = config(entry('github-actions', '/'), entry('github-actions', '/.github/actions/a'));
    expect(told(compositeUncovered, { [PATH]: text, ...files })).toEqual([]);
  });
});

describe('update/dead-entry', () => {
  const unsafe = { unsafe: true };

  test('leaves it to a person: a checkout that lacks files looks the same', () => {
    const { found, mended } = see(deadEntry, config(entry('pip', '/'), entry('npm', '«/web»')), {
      'setup.py': '',
    });
    expect(found[0]?.mend).toMatchObject({
      safety: 'unsafe',
      title: expect.stringContaining('if this checkout has all files') as string,
    });
    expect(mended).toContain('npm');
  });

  test('finds an entry where nothing is, and takes it out with what is said of it', () => {
    const text = config(
      entry('pip', '/', '\n'),
      '  # Was once.\n',
      entry('npm', '«/web»', '\n'),
      '  # Workflows.\n',
      entry('github-actions', '/'),
    );
    const { mended } = see(deadEntry, text, { 'setup.py': '', '.github/workflows/a.yml': WORKFLOW }, unsafe);
    expect(mended).toBe(config(entry('pip', '/', '\n'), '  # Workflows.\n', entry('github-actions', '/')));
  });

  test('takes out the last one, and never the only one', () => {
    const others = { 'setup.py': '' };
    expect(
      see(deadEntry, config(entry('pip', '/', '\n'), entry('cargo', '«/»')), others, unsafe).mended,
    ).toBe(config(entry('pip', '/')));
    const only = config(entry('cargo', '«/»'));
    expect(see(deadEntry, only, others, unsafe).mended).toBe(only.replaceAll(/[«»]/g, ''));
  });

  test('finds one folder of several', () => {
    const list = 'directories:\n      - /\n      - «/gone»\n      - «/x*»\n';
    const text = `version: 2\nupdates:\n  - package-ecosystem: pip\n    ${list}    schedule:\n      interval: daily\n`;
    expect(see(deadEntry, text, { 'requirements.txt': 'a\n' }, unsafe).mended).toContain(
      'directories:\n      - /\n    schedule',
    );
  });

  test.each([
    ['pip', '/', { 'setup.cfg': '' }],
    ['pip', '/', { 'docs/some.txt': '' }],
    ['gradle', '/', { 'gradle/libs.versions.toml': '' }],
    ['nuget', '/', { 'src/a/a.csproj': '' }],
    ['docker', '/k8s', { 'k8s/deploy.yaml': '' }],
    ['devcontainers', '/', { '.devcontainer/devcontainer.json': '' }],
    ['github-actions', '/.github/workflows', { '.github/workflows/a.yml': '' }],
    ['gitsubmodule', '/', { '.gitmodules': '' }],
  ])('leaves an entry for %s in %s that has something to do', (ecosystem, directory, others) => {
    see(deadEntry, config(entry(ecosystem, directory)), others);
  });
});

describe('update/cooldown-short', () => {
  test('finds entries that wait for less than a week, and lets them wait', () => {
    const text = `version: 2\r\nupdates:\r\n  - package-ecosystem: «pip»\r\n    directory: /\r\n    schedule:\r\n      interval: daily # often\r\n    labels: [a]\r\n  - package-ecosystem: npm\r\n    directory: /\r\n    schedule:\r\n      interval: daily\r\n    cooldown:\r\n      default-days: «2»\r\n  - package-ecosystem: «cargo»\r\n    directory: /\r\n    cooldown:\r\n      semver-major-days: 30\r\n    schedule: {interval: daily}`;
    const { found, mended } = see(cooldownShort, text);
    expect(found.map(({ severity }) => severity)).toEqual([undefined, 'medium', undefined]);
    expect(mended).toContain('daily # often\r\n    cooldown:\r\n      default-days: 7\r\n    labels');
    expect(mended).toContain('cooldown:\r\n      default-days: 7\r\n  - package-ecosystem: cargo');
    expect(mended).toContain('cooldown:\r\n      default-days: 7\r\n      semver-major-days: 30\r\n');
  });

  test.each([
    'cooldown: {default-days: 7}',
    'open-pull-requests-limit: 0',
    'cooldown: {semver-major-days: 9, semver-minor-days: 9, semver-patch-days: 3}',
  ])('leaves %s', (how) => {
    see(cooldownShort, `updates:\n  - package-ecosystem: pip\n    directory: /\n    ${how}\n`);
  });
});

test('update/external-execution finds and denies it, quoted as it was', () => {
  const text = config(
    entry('bundler', '/', "    insecure-external-code-execution: «'allow'»\n"),
    entry('mix', '/', '    insecure-external-code-execution: deny\n'),
  );
  expect(see(externalExecution, text).mended).toBe(text.replace("«'allow'»", "'deny'"));
});

describe('update/overlapping-entries', () => {
  test('finds two for one folder, by pattern too', () => {
    see(
      overlappingEntries,
      config(
        entry('pip', '/'),
        entry('pip', '«""»'),
        entry('npm', '/'),
        entry('docker', '/a/b').replace('directory: /a/b', 'directories: [/a/*, «/a/b»]'),
        entry('cargo', '/'),
        entry('cargo', '/', '    target-branch: other\n'),
      ),
    );
  });
});

describe('update/schema', () => {
  test('finds what GitHub refuses, where it stands', () => {
    const { found } = see(
      schema,
      'version: «1»\n«extra»: 1\nupdates:\n  - package-ecosystem: «cpan»\n    directory: «/*»\n    «colour»: red\n    schedule:\n      interval: «hourly»\n      time: «25:00»\n    cooldown:\n      default-days: «91»\n    registries: [«none»]\n    «reviewers»: [a]\n    versioning-strategy: «best»\n    patterns: ["*"]\n    multi-ecosystem-group: «g»\n    ignore:\n      - update-types: [«major»]\n  - «package-ecosystem: pip\n    directory: /\n»  - package-ecosystem: pip\n    «directory»: /a\n    directories: [/b]\n    «schedule»: {interval: cron}\n  - «text»\n',
    );
    expect(found.filter(({ severity }) => severity === 'low').map(({ message }) => message)).toEqual([
      'Directory takes no patterns: "/*" needs directories.',
      'Reviewers has no effect any more: CODEOWNERS says who reviews.',
    ]);
  });

  test('takes what is right', () => {
    see(
      schema,
      `version: 2\nenable-beta-ecosystems: true\nregistries:\n  r: {type: python-index, url: x}\nmulti-ecosystem-groups:\n  g:\n    schedule: {interval: cron, cronjob: "0 9 * * *"}\nupdates:\n  - package-ecosystem: pip\n    directories: ["/**/*"]\n    patterns: ["*"]\n    multi-ecosystem-group: g\n    registries: [r]\n${entry('nix', '/', '    groups:\n      a:\n        patterns: ["*"]\n    allow:\n      - dependency-type: direct\n')}`,
    );
  });

  test('tells of files that hold nothing, and of those that cannot be read', () => {
    expect(told(schema, { [PATH]: '' })).toEqual([
      'medium: Dependabot has nothing to read here: the file holds no map.',
    ]);
    expect(told(schema, { [PATH]: config(entry('pip', '/')), 'renovate.json5': '{a: ' })).toEqual([
      'medium: Renovate cannot read it: it has something that is no value.',
    ]);
    const bomb = `a: &a [${'x,'.repeat(100)}x]\n${Array.from({ length: 9 }, (_, i) => `b${i}: &b${i} [${'*a,'.repeat(50)}*a]\n`).join('')}`;
    expect(told(schema, { [PATH]: bomb }).length).toBeGreaterThan(0);
  });
});
