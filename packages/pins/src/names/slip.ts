import { squash } from './squash.ts';

/** What somebody meant who wrote a file or a command where a name belongs. */
export type Slip = { readonly meant: string; readonly todo: string };

const file = (name: string, todo: string): Slip => ({ meant: `the file ${name}`, todo });

const REQUIREMENTS = 'Write `-r` in front of the file.';
const PROJECT = 'Name the folder (`.`), or what is meant.';
const COMMAND = 'Take the word away: it is no project.';

const FILES: readonly (readonly [string, Slip])[] = [
  ...[
    'requirements.txt',
    'requirement.txt',
    'requirements-dev.txt',
    'requirements-test.txt',
    'requirements.in',
    'dev-requirements.txt',
    'test-requirements.txt',
    'constraints.txt',
  ].map((name): readonly [string, Slip] => [name, file(name, REQUIREMENTS)]),
  ...['pyproject.toml', 'setup.py', 'setup.cfg', 'tox.ini', 'manifest.in'].map(
    (name): readonly [string, Slip] => [name, file(name, PROJECT)],
  ),
  ...[
    'pipfile.lock',
    'poetry.lock',
    'uv.lock',
    'pdm.lock',
    'environment.yml',
    'environment.yaml',
    'readme.md',
  ].map((name): readonly [string, Slip] => [name, file(name, PROJECT)]),
];

const COMMANDS = [
  'pip install',
  'pip3 install',
  'pip install r',
  'install',
  'install upgrade',
  'upgrade',
  'upgrade pip',
  'python m pip',
  'pip freeze',
  'pip uninstall',
  'uninstall',
  'conda install',
  'poetry add',
  'uv add',
  'npm install',
  'apt get',
  'apt install',
  'sudo',
  'no deps',
  'no cache dir',
  'extra index url',
  'index url',
];

const form = (text: string): string => squash(text.toLowerCase().replace(/[-_. ]+/g, '-'));

const SLIPS: ReadonlyMap<string, Slip> = new Map([
  ...FILES.map(([name, slip]): [string, Slip] => [form(name), slip]),
  ...COMMANDS.map((command): [string, Slip] => [
    form(command),
    { meant: `the command ${JSON.stringify(command)}`, todo: COMMAND },
  ]),
  ['requirements', file('requirements.txt', REQUIREMENTS)],
]);

/** The file or command that a normalised name is the squashed form of. */
export const slipOf = (name: string): Slip | undefined => SLIPS.get(squash(name));
