import type { InstallTool, InstallVerb } from './types.ts';

const words = (text: string): readonly string[] => text.split(/\s+/);

const PIP =
  '-r --requirement -c --constraint --build-constraint -e --editable -t --target --prefix --root --src -i --index-url --extra-index-url -f --find-links --trusted-host --no-binary --only-binary --platform --python-version --implementation --abi -C --config-settings --config-setting --global-option --install-option --upgrade-strategy --cache-dir --timeout --retries --log --proxy --cert --client-cert --python --report --progress-bar --use-feature --use-deprecated --exists-action --root-user-action --group --uploaded-prior-to -w --wheel-dir -d --dest --keyring-provider --requirements-from-script';
const UV = `${PIP} -b --build-constraints --constraints --requirements -p --index --default-index --index-strategy --exclude-newer --exclude-newer-package --resolution --prerelease --with --from --with-requirements --with-editable -w --directory --project --config-file --link-mode --python-platform --torch-backend --extra --only-group --no-group --overrides --override --no-build-package --no-binary-package --refresh-package --reinstall-package -P --upgrade-package --color --allow-insecure-host --no-build-isolation-package --fork-strategy --env-file --package --optional --rev --tag --branch --marker -m --no-install-package --no-extra --excludes -x --script --generate-shell-completion --python-preference --python-fetch --upgrade-group --bounds --with-executables-from --no-sources-package --config-settings-package`;
const PIPX = '--python --pip-args --spec --suffix -i --index-url --preinstall --backend --fetch-python --log';
const POETRY =
  '-G --group -E --extras --python --platform --source --markers -C --directory -P --project --with --without --only';
const PDM = '-G --group -e --editable -p --project -L --lockfile --venv --override -c --config -S --strategy';
const PIPENV =
  '-r --requirements -i --index -e --editable --categories --pypi-mirror --python --extra-pip-args';

/** Options that take a value, by tool. */
const VALUED: Readonly<Record<InstallTool, ReadonlySet<string>>> = {
  pip: new Set(words(PIP)),
  uv: new Set(words(UV)),
  pipx: new Set(words(PIPX)),
  poetry: new Set(words(POETRY)),
  pdm: new Set(words(PDM)),
  pipenv: new Set(words(PIPENV)),
  cibuildwheel: new Set(),
  tox: new Set(),
  'pre-commit': new Set(),
};

const LONG: ReadonlyMap<string, string> = new Map([
  ['-r', '--requirement'],
  ['--requirements', '--requirement'],
  ['--with-requirements', '--requirement'],
  ['-c', '--constraint'],
  ['--constraints', '--constraint'],
  ['-b', '--build-constraint'],
  ['--build-constraints', '--build-constraint'],
  ['-e', '--editable'],
  ['--with-editable', '--editable'],
  ['-i', '--index-url'],
  ['-f', '--find-links'],
  ['-w', '--with'],
]);

/** Whether an option of a tool takes a value. Some letters mean another thing to another verb. */
export const takesValue = (tool: InstallTool, option: string): boolean => VALUED[tool].has(option);

/** The long name of an option, as pip and uv spell it. */
export const longName = (tool: InstallTool, option: string): string =>
  tool === 'pip' || tool === 'uv' || option === '-i' ? (LONG.get(option) ?? option) : option;

/** What a command asks of a tool. `rest` is where its arguments begin. */
export type Asked = {
  readonly tool: InstallTool;
  readonly verb: InstallVerb;
  readonly command: string;
  readonly rest: number;
  /** Which operands are packages: all of them, all but the first, the first alone (what follows belongs to it), or none. */
  readonly operands: 'all' | 'but-first' | 'first' | 'none';
};

type Verb = readonly [InstallVerb, Asked['operands']];

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['pip install', ['install', 'all']],
  ['pip wheel', ['fetch', 'all']],
  ['pip download', ['fetch', 'all']],
  ['uv pip install', ['install', 'all']],
  ['uv pip sync', ['project', 'none']],
  ['uv tool install', ['install', 'first']],
  ['uv tool run', ['run', 'first']],
  ['uv add', ['add', 'all']],
  ['uv sync', ['project', 'none']],
  ['uv run', ['run', 'none']],
  ['pipx install', ['install', 'all']],
  ['pipx run', ['run', 'first']],
  ['pipx inject', ['install', 'but-first']],
  ['poetry add', ['add', 'all']],
  ['poetry install', ['project', 'none']],
  ['poetry sync', ['project', 'none']],
  ['pdm add', ['add', 'all']],
  ['pdm install', ['project', 'none']],
  ['pdm sync', ['project', 'none']],
  ['pipenv install', ['install', 'all']],
  ['pipenv sync', ['project', 'none']],
]);

const TOOLS = new Set<string>(['pip', 'uv', 'pipx', 'poetry', 'pdm', 'pipenv']);

const isTool = (name: string): name is InstallTool => TOOLS.has(name);

/** The tool and the verb of a command's words, its program first; undefined where it installs nothing. */
export const askedOf = (given: readonly string[]): Asked | undefined => {
  const [program = '', module, name] = given;
  // `$PYTHON -m pip`: whatever stands in the variable.
  const first = module === '-m' && name !== undefined ? 3 : 1;
  const called = first === 3 ? (name ?? '') : program;
  if (called === 'uvx') return { tool: 'uv', verb: 'run', command: 'uvx', rest: first, operands: 'first' };
  const tool = /^pip[\d.]*$/.test(called) ? 'pip' : called;
  if (!isTool(tool)) return undefined;
  let command: string = tool;
  let at = first;
  for (let parts = 0; parts < 2; parts += 1) {
    while (given[at]?.startsWith('-') === true) {
      const option = given[at] ?? '';
      at += takesValue(tool, option) ? 2 : 1;
    }
    const word = given[at];
    if (word === undefined) return undefined;
    command = `${command} ${word}`;
    at += 1;
    const verb = VERBS.get(command);
    if (verb !== undefined) return { tool, verb: verb[0], command, rest: at, operands: verb[1] };
  }
  return undefined;
};

/** How many of a command's words run the program that follows them: `uv run`, `poetry run`. Zero where none do. */
export const runsProgram = (given: readonly string[]): number => {
  const [program = '', verb] = given;
  if (verb !== 'run' || !/^(?:uv|poetry|pdm|pipenv|hatch|rye)$/.test(program)) return 0;
  let at = 2;
  while (given[at]?.startsWith('-') === true) {
    const option = given[at] ?? '';
    // `uv run -m build` runs a module, as `python -m build` does.
    if (option === '-m' || option === '--module') return at - 1;
    at += program === 'uv' && takesValue('uv', option) ? 2 : 1;
  }
  return at;
};
