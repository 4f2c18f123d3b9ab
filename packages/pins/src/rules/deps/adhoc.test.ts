import { describe, expect, test } from 'vitest';
import { seen, type SeenOptions } from '../../testing/seen.ts';
import type { PinRule } from '../rule.ts';
import { adhocInstallInEnv } from './adhoc-install-in-env.ts';
import { adhocInstall } from './adhoc-install.ts';
import { buildRequiresUnhashed } from './build-requires-unhashed.ts';
import { localInstall } from './local-install.ts';
import { sourceBuildAllowed } from './source-build-allowed.ts';
import { unpinnedEnvironment } from './unpinned-environment.ts';

/** A rule finds exactly what is marked. */
const finds = (rule: PinRule, text: string, options?: SeenOptions) => {
  const result = seen(rule, text, options);
  const inOrder = [...result.places].sort((a, b) => a.start - b.start);
  expect(inOrder).toEqual(result.expected);
  return result;
};

/** A workflow that publishes what the job `build` makes; `check` only says yes or no. */
const release = (build: string, check = 'true', publish = 'true'): string =>
  `on: push\njobs:\n  check:\n    steps:\n      - run: ${check}\n  build:\n    steps:\n      - run: ${build}\n      - uses: actions/upload-artifact@v4\n  publish:\n    needs: [check, build]\n    steps:\n      - run: ${publish}\n      - uses: pypa/gh-action-pypi-publish@v1\n`;

const HASH = `--hash=sha256:${'a'.repeat(64)}`;

describe('deps/adhoc-install', () => {
  test('weighs what a release can feel, and tells it one by one', () => {
    const { found } = finds(
      adhocInstall,
      release(
        '«pip install build» && «pipx run x==1»',
        '«pip install tox» && pip install nox',
        '«uvx twine»',
      ),
    );
    expect(found.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'medium',
        '"pip install build" takes whatever version of build the index has, and the job publish publishes what comes of it.',
      ],
      [
        'low',
        '"pipx run x==1" fixes the version of x, but not its bytes, nor what it needs; and the job publish publishes what comes of it.',
      ],
      [
        'medium',
        '"uvx twine" takes whatever version of twine the index has, and the job publishes with pypa/gh-action-pypi-publish.',
      ],
      ['low', '2 commands here install tox and nox by name, without hashes.'],
    ]);
  });

  test('tells a command once, however often a file has it', () => {
    const { found } = seen(adhocInstall, release('pip install x && pip install x', 'true', 'pip install x'));
    expect(found.map(({ message, related }) => [message, related?.length])).toEqual([
      [
        '"pip install x", 3 times here, takes whatever version of x the index has, and the job publish publishes what comes of it.',
        2,
      ],
    ]);
  });

  test('follows a release into the workflow and the action that it calls', () => {
    const { found } = seen(
      adhocInstall,
      'on: release\njobs:\n  b:\n    uses: ./.github/workflows/build.yml\n  p:\n    needs: b\n    steps:\n      - uses: pypa/gh-action-pypi-publish@v1\n',
      {
        others: {
          '.github/workflows/build.yml':
            'on: workflow_call\njobs:\n  x:\n    steps:\n      - uses: ./.github/actions/a\n',
          '.github/actions/a/action.yml':
            'runs:\n  using: composite\n  steps:\n    - run: pip install build\n      shell: bash\n',
        },
      },
    );
    expect(found).toMatchObject([
      { severity: 'medium', at: { file: { path: '.github/actions/a/action.yml' } } },
    ]);
  });

  test.each([
    ['a lock with hashes', 'pip install --require-hashes -r ci/a.txt'],
    ['a lock that is installed as it is', 'pip install -r ci/a.txt'],
    ['constraints with hashes', 'pip install -c ci/a.txt tox'],
    ['the project itself', 'pip install .'],
    ['a folder instead of an index', 'pip install --no-index --find-links dist x'],
    ['what a variable holds', 'pip install $X'],
  ])('leaves %s', (_, script) => {
    finds(adhocInstall, release(script), { others: { 'ci/a.txt': `tox==1 ${HASH}\n` } });
  });

  test('says less of versions than of names, and nothing of secrets', () => {
    const { found } = seen(
      adhocInstall,
      release('pip install x -i https://u:secret@h/simple', 'pip install x==1'),
    );
    expect(found.map(({ severity }) => severity)).toEqual(['medium', 'info']);
    expect(JSON.stringify(found.map(({ message, key }) => [message, key]))).not.toContain('secret');
  });
});

describe('what comes of a job', () => {
  const severity = (text: string) => seen(adhocInstall, text).found.map((one) => one.severity);
  const build = (before: string, after: string, on = 'workflow_dispatch'): string =>
    `on: ${on}\njobs:\n  a:\n    steps:\n${before}      - run: pip install x && python -m build\n${after}`;
  const upload = '      - uses: actions/upload-artifact@v4\n';

  test.each([
    ['is handed on', build('', upload), 'medium'],
    ['is tried, where anybody may start it', build('', upload, 'pull_request'), 'low'],
    ['is not what was uploaded before', build(upload, ''), 'low'],
    [
      'is a trial, where it goes to an index for trials',
      build(
        '',
        '      - uses: pypa/gh-action-pypi-publish@v1\n        with: {repository-url: https://test.pypi.org/legacy/}\n',
      ),
      'low',
    ],
  ])('%s', (_, text, expected) => {
    expect(severity(text)).toEqual([expected]);
  });
});

describe('deps/adhoc-install-in-env', () => {
  test('says how the wheel is reached, once for a list', () => {
    const job = (id: string, value: string): string =>
      `  ${id}:\n    steps:\n      - uses: pypa/cibuildwheel@v3\n        env:\n          CIBW_TEST_REQUIRES: ${value}\n      - uses: actions/upload-artifact@v4\n        with: {name: wheels-${id}}\n`;
    const { found } = finds(
      adhocInstallInEnv,
      `on: workflow_dispatch\njobs:\n${job('a', '«"pytest setuptools"»')}${job('b', '"pytest setuptools"')}${job('c', '«pytest==9»')}`,
    );
    expect(found.map(({ severity, related, message }) => [severity, related?.length, message])).toEqual([
      [
        'medium',
        1,
        'CIBW_TEST_REQUIRES names pytest and setuptools without a version or hashes; cibuildwheel installs them in 2 jobs beside each wheel that it has built, before the wheel is handed on: the job uploads what it builds as "wheels-a".',
      ],
      [
        'low',
        0,
        'CIBW_TEST_REQUIRES names pytest without hashes; cibuildwheel installs them beside each wheel that it has built, before the wheel is handed on: the job uploads what it builds as "wheels-c".',
      ],
    ]);
  });

  test('finds it in pyproject.toml', () => {
    finds(adhocInstallInEnv, '[tool.cibuildwheel]\n«test-requires» = "pytest"\n', { path: 'pyproject.toml' });
  });
});

describe('deps/local-install', () => {
  const project =
    '[project]\nname = "x"\ndependencies = ["dep"]\n[project.optional-dependencies]\ntest = ["pytest"]\n';

  test('tells once for a file what comes with the project', () => {
    const { found } = finds(localInstall, release('«pip install .[test]» && pip install dist/*.whl'), {
      others: { 'pyproject.toml': project },
    });
    expect(found.map(({ message }) => message)).toEqual([
      '"pip install .[test]", and 1 other command here like it resolve dep and pytest anew, without hashes.',
    ]);
  });

  test.each([
    ['without dependencies', 'pip install --no-deps -e .', project],
    ['of a project that has none', 'pip install .', '[project]\nname = "x"\n'],
    ['of somebody else’s tree', 'pip install ./other', project],
    ['under a constraint', 'pip install -c c.txt .', project],
  ])('leaves an install %s', (_, script, toml) => {
    finds(localInstall, release(script), { others: { 'pyproject.toml': toml, 'c.txt': 'dep==1\n' } });
  });
});

describe('deps/build-requires-unhashed', () => {
  const toml = '[build-system]\n«requires» = ["setuptools", "wheel==1"]\n';
  const path = 'pyproject.toml';
  const judged = (script: string, text = toml) =>
    finds(buildRequiresUnhashed, text, { path, others: { '.github/workflows/r.yml': release(script) } });

  test.each([
    ['python -m build', 'python -m build'],
    ['uv run -m build', 'python -m build'],
    ['pipx run build --sdist', 'pipx run build'],
    ['pip wheel .', 'pip wheel'],
    ['uv build', 'uv build'],
    ['pip install dist/*.tar.gz', 'pip install'],
  ])('finds the build by %s', (script, name) => {
    expect(judged(script).found).toMatchObject([
      {
        severity: 'low',
        message: `1 build (${name}) fetches setuptools and wheel==1 without hashes, and what they need in whatever version; the job publish publishes what comes of it.`,
      },
    ]);
  });

  test('does not rely on constraints that builds do not see', () => {
    expect(judged('PIP_CONSTRAINT=c.txt pip install -c c.txt .').found).toHaveLength(1);
  });

  test.each([
    ['without isolation', 'python -m build --no-isolation'],
    ['with constraints', 'uv build --build-constraint=ci/build.txt --require-hashes'],
    [
      'with constraints in the environment',
      'true\n        env: {PIP_BUILD_CONSTRAINT: x}\n      - run: PIP_NO_BUILD_ISOLATION=0 pip list',
    ],
    [
      'by cibuildwheel without isolation',
      'true\n      - uses: pypa/cibuildwheel@v3\n        env: {CIBW_BUILD_FRONTEND: "build; args: --no-isolation"}',
    ],
    ['by an install without isolation', 'pip install --no-build-isolation .'],
    ['by an install whose environment says so', 'PIP_NO_BUILD_ISOLATION=0 pip install .'],
    ['held by an option of the install', 'pip install . --build-constraint=c.txt'],
    ['of another project', 'uv build ./other'],
    ['of nothing', 'pip install x'],
  ])('leaves a build %s', (_, script) => {
    judged(script, toml.replaceAll(/[«»]/g, ''));
  });
});

test('deps/source-build-allowed tells of locked installs in a release, and mends them when asked', () => {
  const others = { 'r.txt': `x==1 ${HASH}\n` };
  const text = release('«pip install -r r.txt»', 'pip install -r r.txt');
  const { mended } = finds(sourceBuildAllowed, text, { others, unsafe: true });
  expect(mended).toBe(release('pip install -r r.txt --only-binary ":all:"', 'pip install -r r.txt'));
  finds(sourceBuildAllowed, mended, { others });
  const quoted = release('"«pip install -r r.txt»"');
  expect(finds(sourceBuildAllowed, quoted, { others, unsafe: true }).mended).toContain(
    '"pip install -r r.txt --only-binary :all:"',
  );
});

test('deps/unpinned-environment tells of tox and hooks apart', () => {
  const hooks = 'repos:\n- repo: https://x/mypy\n  hooks:\n  - id: a\n    additional_dependencies: [x]\n';
  const { found } = seen(unpinnedEnvironment, '[testenv]\ndeps = a\n[testenv:b]\ndeps = b==1\n', {
    path: 'tox.ini',
    others: { '.pre-commit-config.yaml': hooks },
  });
  expect(found.map(({ message }) => message)).toEqual([
    '1 environment names a without a fixed version.',
    '1 hook names x without a fixed version.',
  ]);
});
