/**
 * V8 compiles a function when it is first called; what Node keeps of compiled code beside the bundle is what was compiled
 * when the module was loaded. A function in parentheses is compiled with its module (V8 takes it for one that is called at
 * once), so that it is kept, too, and never compiled again: a third of the time that a small check takes.
 * Which functions those are is seen from runs of the bundle itself. Parentheses change nothing but that.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Range = { readonly startOffset: number; readonly endOffset: number; readonly count: number };
type Coverage = {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly Range[] }[];
  }[];
};

const root = fileURLToPath(new URL('..', import.meta.url));

const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`${args.at(-2)} ended with ${status}: ${stderr.slice(0, 500)}`);
  return stdout;
};

/** A lock, requirements and an advisory, as small as they can be and touch what an audit of large ones runs. */
const ADVISORY = {
  id: 'CVE-2026-0001',
  modified: '2026-01-01T00:00:00Z',
  aliases: ['PYSEC-2026-1'],
  summary: 'A flaw',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'PyPI', name: 'flawed' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.2' }] }],
      versions: ['1.0', '1.1'],
    },
  ],
};
const REQUIREMENTS = `flawed==1.0\nflawed == 1.1 ; python_version < '3.12'\nsound==2.0.post1\n`;
const LOCK = `version = 1
revision = 3
requires-python = ">=3.11"

[[package]]
name = "flawed"
version = "1.0"
source = { registry = "https://index.example/simple" }
dependencies = [
    { name = "sound", marker = "sys_platform == 'win32'" },
]
sdist = { url = "https://files.example/flawed-1.0.tar.gz", hash = "sha256:${'0'.repeat(64)}", size = 1 }

[[package]]
name = "sound"
version = "2.0"
source = { registry = "https://index.example/simple" }
wheels = [
    { url = "https://files.example/sound-2.0-py3-none-any.whl", hash = "sha256:${'0'.repeat(64)}", size = 1 },
]
`;

/** A repository as small as it can be that touches what judging of larger ones runs. */
const REPOSITORY: Readonly<Record<string, string>> = {
  '.github/workflows/ci.yml': `# Tests.
name: CI
on:
  push:
    branches: [main, 'v*']
  pull_request:
permissions: {}
env:
  TOX: "1" # As everywhere.
jobs:
  test:
    runs-on: ubuntu-24.04
    strategy:
      matrix:
        include:
          - {python: '3.14', os: linux}
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@0123456789abcdef0123456789abcdef01234567 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
      # Installs.
      - name: Test
        if: >-
          github.event_name == 'push'
          && always()
        run: |
          set -eu
          if [ -n "$TOX" ]; then
            python -m pip install --require-hashes -r requirements.txt
            pip install "tox==4.1" -e . && tox run
          fi
          echo "\${{ github.event.pull_request.title }}" | tee out.txt
  publish:
    needs: [test]
    permissions:
      id-token: write
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
`,
  '.github/workflows/whole.yml': `on: &events [push]
jobs: {a: {runs-on: x, steps: [{run: "make\\n"}]}}
`,
  '.github/dependabot.yml': `version: 2
updates:
  - package-ecosystem: pip
    directory: /
    schedule: {interval: weekly}
`,
  '.pre-commit-config.yaml': `repos:
  - repo: https://github.com/psf/black
    rev: 24.1.0
    hooks:
      - id: black
`,
  'pyproject.toml': `[build-system]
requires = ["hatchling==1.27.0"]
build-backend = "hatchling.build"

[project]
name = "small"
version = "1.0"
dependencies = ["flawed>=1.0", "sound ~= 2.0; python_version < '3.12'"]

[dependency-groups]
test = ["pytest"]

[tool.tox]
env_list = ["3.14"]
`,
  'tox.ini': '[testenv]\ndeps = pytest\ncommands = pytest {posargs}\n',
  'requirements.txt': `flawed==1.0 \\
    --hash=sha256:${'0'.repeat(64)} \\
    --hash=sha256:${'1'.repeat(64)}
    # via small
sound==2.0.post1 ; python_version < '3.12' \\
    --hash=sha256:${'2'.repeat(64)}
`,
  Dockerfile: 'FROM python:3.14 AS build\nRUN pip install small==1.0\n',
  'uv.lock': LOCK,
};

const MAKE = `import { writeProject } from '@custody/testkit';
process.stdout.write(writeProject(process.argv[1]).wheel);`;

/** Where the functions that ran stand in each file of the bundle. */
const rangesThatRan = (directory: string, dist: string): ReadonlyMap<string, readonly Range[]> => {
  const found = new Map<string, Map<string, Range>>();
  for (const name of readdirSync(directory)) {
    const { result } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as Coverage;
    for (const { url, functions } of result) {
      if (!url.startsWith('file:')) continue;
      const path = fileURLToPath(url);
      if (!path.startsWith(dist)) continue;
      const ranges = found.get(path) ?? new Map<string, Range>();
      found.set(path, ranges);
      // The first range is the whole function; one from the beginning of the file is the module.
      for (const {
        ranges: [whole],
      } of functions)
        if (whole !== undefined && whole.count > 0 && whole.startOffset > 0)
          ranges.set(`${whole.startOffset}-${whole.endOffset}`, whole);
    }
  }
  return new Map([...found].map(([path, ranges]) => [path, [...ranges.values()]]));
};

/** Only what is surely an expression: an arrow function, or `function` where no statement can begin. Methods have no place for parentheses. */
const isExpression = (text: string, before: string): boolean =>
  /^(?:async\b\s*)?(?:function\b|\(|[\w$]+\s*=>)/.test(text) && /[=(,:?&|>[]/.test(before);

const parenthesised = (source: string, ranges: readonly Range[]): string => {
  const marks = new Map<number, { open: number; close: number }>();
  const mark = (at: number): { open: number; close: number } => {
    const known = marks.get(at) ?? { open: 0, close: 0 };
    marks.set(at, known);
    return known;
  };
  for (const { startOffset, endOffset } of ranges) {
    if (!isExpression(source.slice(startOffset, endOffset), source.charAt(startOffset - 1))) continue;
    mark(startOffset).open += 1;
    mark(endOffset).close += 1;
  }
  let text = '';
  let done = 0;
  for (const [at, { open, close }] of [...marks].sort(([a], [b]) => a - b)) {
    text += source.slice(done, at) + ')'.repeat(close) + '('.repeat(open);
    done = at;
  }
  return text + source.slice(done);
};

/** Audits that find a flaw and audits that find none. */
const runAudits = (directory: string, dist: string, coverage: Readonly<Record<string, string>>): void => {
  const at = (name: string): string => join(directory, name);
  const written = {
    'advisory.json': JSON.stringify(ADVISORY),
    'requirements.txt': REQUIREMENTS,
    'uv.lock': LOCK,
  };
  for (const [name, text] of Object.entries(written)) writeFileSync(at(name), text);
  run([join(dist, 'main.js'), 'db', 'import', '--quiet', '--db', at('db'), at('advisory.json')]);
  for (const input of ['requirements.txt', 'uv.lock'])
    run(
      [join(dist, 'main.js'), 'audit', '--quiet', '--fail-on', 'never', '--db', at('db'), at(input)],
      coverage,
    );
};

/** Judges what a repository trusts. */
const runPin = (directory: string, dist: string, coverage: Readonly<Record<string, string>>): void => {
  const at = join(directory, 'repository');
  for (const [path, text] of Object.entries(REPOSITORY)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), text);
  }
  run([join(dist, 'main.js'), 'pin', '--quiet', '--fail-on', 'never', at], coverage);
};

/** Marks the functions that help, a check of one small wheel, embedding into it, an audit and judging a repository run, in the bundle that lies in `dist`. */
export const compileEarly = (dist: string): void => {
  const directory = mkdtempSync(join(tmpdir(), 'custody-build-'));
  const coverage = { NODE_V8_COVERAGE: join(directory, 'coverage'), NO_COLOR: '1' };
  try {
    const make = ['--conditions=development', '--input-type=module', '--eval', MAKE];
    const wheel = run([...make, join(directory, 'project')]);
    run([join(dist, 'main.js'), '--help'], coverage);
    run([join(dist, 'main.js'), 'check', '--fail-on', 'never', wheel], coverage);
    run([join(dist, 'main.js'), 'sbom', 'embed', '--copy-to', join(directory, 'out'), wheel], coverage);
    runAudits(directory, dist, coverage);
    runPin(directory, dist, coverage);
    for (const [path, ranges] of rangesThatRan(coverage.NODE_V8_COVERAGE, dist))
      writeFileSync(path, parenthesised(readFileSync(path, 'utf8'), ranges));
    run([join(dist, 'main.js'), 'check', '--fail-on', 'never', wheel]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};
