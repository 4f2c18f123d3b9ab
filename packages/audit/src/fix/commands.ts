import type { InputKind } from '../collect/index.ts';
import type { FixWay, Move } from './types.ts';

const pin = ({ name, to }: Move): string => `${name}==${to}`;

/** Names and versions are what PEP 503 and PEP 440 leave of them: they need no quotes but for what a shell may take otherwise. */
const word = (text: string): string =>
  /^[A-Za-z0-9._=+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const names = (moves: readonly Move[]): string => [...new Set(moves.map(({ name }) => word(name)))].join(' ');

type Command = Omit<Extract<FixWay, { kind: 'command' }>, 'kind'>;

const pins = (moves: readonly Move[], before = ''): string =>
  moves.map((move) => ` ${before}${word(pin(move))}`).join('');

const newest = (tool: string): string =>
  `${tool} takes the newest version that pyproject.toml allows: audit the lock again afterwards.`;

const scriptOf = (path: string): string => {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return file.endsWith('.py.lock') ? ` --script ${word(file.slice(0, -'.lock'.length))}` : '';
};

/** Locks of other tools, and what to type there. */
const COMMANDS: ReadonlyMap<InputKind, (path: string, moves: readonly Move[]) => Command> = new Map([
  [
    'uv-lock',
    (path: string, moves: readonly Move[]): Command => ({
      commands: [`uv lock${scriptOf(path)}${pins(moves, '--upgrade-package ')}`],
    }),
  ],
  [
    'poetry-lock',
    (_path: string, moves: readonly Move[]): Command => ({
      commands: [`poetry update --lock ${names(moves)}`],
      note: newest('Poetry'),
    }),
  ],
  [
    'pdm-lock',
    (_path: string, moves: readonly Move[]): Command => ({
      commands: [`pdm update --no-sync --update-reuse ${names(moves)}`],
      note: `${newest('PDM')} Older PDMs update only what the project names itself.`,
    }),
  ],
  [
    'pipfile-lock',
    (_path: string, moves: readonly Move[]): Command => ({
      commands: [`pipenv upgrade --lock-only${pins(moves)}`],
    }),
  ],
]);

const EDITED: ReadonlySet<InputKind> = new Set<InputKind>(['requirements', 'pyproject', 'pylock']);

/** How an input of this kind is changed. */
export const wayOf = (kind: InputKind, path: string, moves: readonly Move[]): FixWay => {
  if (EDITED.has(kind)) return { kind: 'edit' };
  if (moves.length === 0) return { kind: 'none', reason: 'there is nothing to change' };
  const command = COMMANDS.get(kind);
  return command === undefined
    ? {
        kind: 'none',
        reason: 'custody edits requirements and constraints files, pyproject.toml and pylock.toml only',
      }
    : { kind: 'command', ...command(path, moves) };
};
