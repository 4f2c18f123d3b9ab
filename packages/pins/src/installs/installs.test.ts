import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryRepository } from '../repository/memory.ts';
import { repositoryView } from '../repository/view.ts';
import { marked } from '../testing/marked.ts';
import { installsIn } from './installs.ts';
import type { Install } from './types.ts';

const WORKFLOW = '.github/workflows/ci.yml';

const installs = (files: Readonly<Record<string, string>>): readonly Install[] =>
  installsIn(repositoryView(memoryRepository(files)));

const shown = ({ specs }: Install): readonly string[] =>
  specs.map((spec) =>
    spec.kind === 'file' ? `${spec.of}=${spec.path ?? '?'}` : `${spec.kind}:${spec.text}`,
  );

const run = (script: string, more = ''): string =>
  `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n${script
    .split('\n')
    .map((line) => `          ${line}\n`)
    .join('')}${more}`;

/** What the installs of one script name, each with its command. */
const ofScript = (
  script: string,
  others: Readonly<Record<string, string>> = {},
): readonly (readonly string[])[] =>
  installs({ ...others, [WORKFLOW]: run(script) }).map((one) => [one.command, ...shown(one)]);

describe('installs of a script', () => {
  test.each([
    ['pip install tox', [['pip install', 'requirement:tox']]],
    [
      'python -m pip install -U "pip>=24" wheel==0.45',
      [['pip install', 'requirement:pip>=24', 'requirement:wheel==0.45']],
    ],
    ['$PYTHON -m pip install x', [['pip install', 'requirement:x']]],
    ['.venv/bin/pip3.12 --quiet install x', [['pip install', 'requirement:x']]],
    [
      'sudo -H pip install x && uv pip install --system y',
      [
        ['pip install', 'requirement:x'],
        ['uv pip install', 'requirement:y'],
      ],
    ],
    ['(cd a && pip install --target t x)', [['pip install', 'requirement:x']]],
    [
      'pip install -e .[test] ./sub dist/*.whl',
      [['pip install', 'local:.[test]', 'local:./sub', 'local:dist/*.whl']],
    ],
    [
      'pip install git+https://h/x@main "y @ https://h/y.whl"',
      [['pip install', 'address:git+https://h/x@main', 'address:y @ https://h/y.whl']],
    ],
    ['uvx ruff@0.9 check x', [['uvx', 'requirement:ruff@0.9']]],
    [
      'uvx --from "build[uv]==1" --with a,b pyproject-build x',
      [['uvx', 'requirement:build[uv]==1', 'requirement:a', 'requirement:b']],
    ],
    ['uv tool install nox --with x', [['uv tool install', 'requirement:nox', 'requirement:x']]],
    ['pipx run --spec x==1 y z', [['pipx run', 'requirement:x==1']]],
    ['pipx inject env a b', [['pipx inject', 'requirement:a', 'requirement:b']]],
    ['poetry add x && poetry install --with docs', [['poetry add', 'requirement:x'], ['poetry install']]],
    [
      'uv run --with x python -m pip install y',
      [
        ['uv run', 'requirement:x'],
        ['pip install', 'requirement:y'],
      ],
    ],
    ['A="x y"\npip install $A', [['pip install', 'requirement:x', 'requirement:y']]],
    [
      'pip install $UNKNOWN ${{ matrix.x }}',
      [['pip install', 'unknown:$UNKNOWN', 'unknown:${{ matrix.x }}']],
    ],
    ['uv tool install --python-preference only-managed nox', [['uv tool install', 'requirement:nox']]],
    ['uvx --generate-shell-completion bash', [['uvx']]],
    ['pip install -- x', [['pip install', 'requirement:x']]],
    ['pip list\necho pip install x\npip uninstall -y x', []],
  ])('%s', (script, expected) => {
    expect(ofScript(script)).toEqual(expected);
  });

  test('finds the files that it means, from where it runs', () => {
    const others = { 'ci/a.txt': '', 'requirements/deploy.txt': '' };
    expect(
      ofScript(
        'pip install -r ci/a.txt -rci/none.txt\npip install --requirement=/tmp/requirements/deploy.txt -c {project}/ci/a.txt',
        others,
      ),
    ).toEqual([
      ['pip install', 'requirements=ci/a.txt', 'requirements=?'],
      ['pip install', 'requirements=requirements/deploy.txt', 'constraints=ci/a.txt'],
    ]);
  });

  test('says where it stands, to the byte', () => {
    const { text, ranges } = marked(run('echo ä && «pip install «tox» «"nox>=1"»»\n'));
    const [install] = installs({ [WORKFLOW]: text });
    expect([install?.range, ...(install?.specs.map(({ range }) => range) ?? [])]).toEqual(ranges);
  });

  test('knows the options in force, those of the environment behind those of the command', () => {
    const env =
      '        env:\n          PIP_EXTRA_INDEX_URL: https://x/simple\n          PIP_REQUIRE_HASHES: "1"\n          PIP_NO_DEPS: "0"\n';
    const [install] = installs({
      [WORKFLOW]: run('PIP_INDEX_URL=https://z pip install x -i https://y --pre', env),
    });
    expect(install?.options.map(({ name, value, from }) => [name, value, from])).toEqual([
      ['--index-url', 'https://y', 'command'],
      ['--pre', undefined, 'command'],
      ['--index-url', 'https://z', 'environment'],
      ['--extra-index-url', 'https://x/simple', 'environment'],
      ['--require-hashes', undefined, 'environment'],
    ]);
  });
});

describe('installs elsewhere', () => {
  test('stand in variables of cibuildwheel', () => {
    const { text, ranges } = marked(
      'on: push\nenv:\n  CIBW_BEFORE_ALL_LINUX: yum install x && «pip install «a»»\njobs:\n  b:\n    steps:\n      - uses: pypa/cibuildwheel@v3\n        env:\n          CIBW_TEST_REQUIRES: «"«pytest» «numpy>=2»"»\n',
    );
    const found = installs({ [WORKFLOW]: text });
    expect(found.flatMap(({ range, specs }) => [range, ...specs.map((one) => one.range)])).toEqual(ranges);
    expect(found.map(({ origin }) => origin.kind === 'github' && [origin.variable, origin.job?.id])).toEqual([
      ['CIBW_BEFORE_ALL_LINUX', undefined],
      ['CIBW_TEST_REQUIRES', 'b'],
    ]);
  });

  test('stand in pyproject.toml', () => {
    const { text, ranges } = marked(
      '[tool.cibuildwheel]\n«test-requires» = ["pytest", "x==1"]\n«before-build» = "pip install a"\n[[tool.cibuildwheel.overrides]]\nselect = "*"\n«test-requires» = "y z"\n',
    );
    const found = installs({ 'pyproject.toml': text });
    expect(found.map(({ range }) => range)).toEqual(ranges);
    expect(found.map(shown)).toEqual([
      ['requirement:pytest', 'requirement:x==1'],
      ['requirement:a'],
      ['requirement:y', 'requirement:z'],
    ]);
  });

  test('stand in Dockerfiles, as a shell sees them', () => {
    const { text, ranges } = marked(
      'FROM x\nENV PIP_INDEX_URL=https://a\nRUN --mount=type=cache,target=/x \\\n    # no: pip install no\n    «pip install «flask» \\\n      «-r» /app/requirements.txt» && true\nRUN [«"pip", "install", «"black"»»]\nRUN <<EOF\n«pip install «ruff»»\nEOF\n'.replace(
        '«-r»',
        '-r',
      ),
    );
    const found = installs({ Dockerfile: text, 'requirements.txt': '' });
    expect(
      found.flatMap(({ range, specs }) => [
        range,
        ...specs.filter(({ kind }) => kind !== 'file').map((one) => one.range),
      ]),
    ).toEqual(ranges);
    expect(found.map((one) => [...shown(one), ...one.options.flatMap(({ value }) => value ?? [])])).toEqual([
      ['requirement:flask', 'requirements=requirements.txt', '/app/requirements.txt', 'https://a'],
      ['requirement:black', 'https://a'],
      ['requirement:ruff', 'https://a'],
    ]);
  });

  test('stand in tox.ini, hooks, GitLab pipelines, composite actions and inputs of setup-python', () => {
    const found = installs({
      'tox.ini':
        '[tox]\ndeps = no\n[testenv]\ndeps =\n    pytest\n    py39: x>1 # why\n    -r r.txt\n    {[base]deps}\n# no\ncommands = pip\n[testenv:b]\ndeps=y\n',
      'r.txt': '',
      '.pre-commit-config.yaml':
        'repos:\n  - repo: https://x/mypy\n    rev: v1\n    hooks:\n      - id: mypy\n        additional_dependencies: [types-x==1, ./local]\n  - repo: https://x/eslint\n    hooks:\n      - id: e\n        additional_dependencies: [eslint]\n',
      '.gitlab-ci.yml': 'a:\n  script:\n    - pip install g\n',
      'x/action.yml':
        'runs:\n  using: composite\n  steps:\n    - run: pip install c\n      shell: bash\n    - uses: actions/setup-python@v6\n      with: {pip-install: -r r.txt s}\n',
    });
    expect(found.map((one) => [one.file.path, one.command, ...shown(one)])).toEqual([
      ['.gitlab-ci.yml', 'pip install', 'requirement:g'],
      ['.pre-commit-config.yaml', 'hook mypy', 'requirement:types-x==1'],
      ['tox.ini', '[testenv] deps', 'requirement:pytest', 'requirement:x>1', 'requirements=r.txt'],
      ['tox.ini', '[testenv:b] deps', 'requirement:y'],
      ['x/action.yml', 'pip install', 'requirement:c'],
      ['x/action.yml', 'pip install', 'requirements=r.txt', 'requirement:s'],
    ]);
  });
});

describe('what could be taken for something else', () => {
  test('a file of which there are several of that name is none of them', () => {
    expect(ofScript('pip install -r /x/r.txt', { 'a/r.txt': '', 'b/r.txt': '' })).toEqual([
      ['pip install', 'requirements=?'],
    ]);
  });

  test('a stage of a Dockerfile does not know the variables of the one before', () => {
    const [install] = installs({
      Dockerfile: 'FROM a\nENV PIP_INDEX_URL=https://h\nFROM b\nRUN pip install x\n',
    });
    expect(install?.options).toEqual([]);
  });

  test('the nearest of two variables counts', () => {
    const env = '        env: {PIP_INDEX_URL: https://step}\n';
    const [install] = installs({
      [WORKFLOW]: run('pip install x', env).replace(
        'on: push',
        'on: push\nenv: {PIP_INDEX_URL: https://all}',
      ),
    });
    expect(install?.options.map(({ value }) => value)).toEqual(['https://step']);
  });

  test('hooks of other languages install nothing of Python', () => {
    const hook = (language: string): string =>
      `repos:\n  - repo: local\n    hooks:\n      - id: a\n        language: ${language}\n        additional_dependencies: [x]\n`;
    expect(installs({ '.pre-commit-config.yaml': hook('node') })).toEqual([]);
    expect(installs({ '.pre-commit-config.yaml': hook('python') })).toHaveLength(1);
  });
});

test('any text is read without throwing, and what is found stands in its file', () => {
  const piece = fc.constantFrom(
    'pip install ',
    'uv run ',
    'uvx ',
    '-r ',
    '--with ',
    '--',
    'x',
    '==1',
    ' ',
    '\n',
    '"',
    "'",
    '$X',
    '${{ y }}',
    '[',
    ']',
    '@',
    '=',
    '\\',
    '#',
    'deps',
    '[testenv]',
    'RUN ',
    'FROM a',
    '<<EOF',
    'ENV A=b',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const files = { Dockerfile: text, 'tox.ini': text, [WORKFLOW]: run(text), 'pyproject.toml': text };
      for (const { file, range, specs } of installs(files))
        for (const one of [range, ...specs.map((spec) => spec.range)]) {
          expect(one.start).toBeLessThanOrEqual(one.end);
          expect(one.end).toBeLessThanOrEqual(file.bytes.length);
        }
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['a list of a hundred thousand words', `pip install ${'x '.repeat(100_000)}`],
  ['as many commands', 'pip install x\n'.repeat(15_000)],
  [
    'as many variables',
    `${Array.from({ length: 10_000 }, (_, at) => `A${at}=x`).join('\n')}\npip install $A1`,
  ],
])('%s is read within bounds', (_, text) => {
  const tox = `[testenv]\ndeps =\n  ${text.replaceAll('\n', '\n  ')}`;
  const found = installs({ Dockerfile: `FROM x\nRUN <<EOF\n${text}\nEOF\n`, 'tox.ini': tox });
  expect(found.length).toBeGreaterThan(0);
  expect(Math.max(...found.map(({ specs }) => specs.length))).toBeLessThanOrEqual(2000);
});
