import type { Blocked, InputPlan, Move, PreparedInput } from '@custody/audit';
import { count, sanitize } from '@custody/findings';

const line = (depth: number, text: string): string => `${'  '.repeat(depth)}${sanitize(text)}\n`;

const moveText = ({ name, from, to, why, ends, leaves, needsPython, brings }: Move): string => {
  const said = [
    why === 'way' ? 'lets another one through' : `ends ${ends.join(', ')}`,
    ...(leaves.length === 0 ? [] : [`leaves ${leaves.join(', ')}`]),
    ...(needsPython === undefined ? [] : [`for Python ${needsPython}`]),
    ...(brings.length === 0 ? [] : [`brings ${brings.join(', ')}, which the file does not name`]),
  ];
  return line(1, `${name} ${from} -> ${to} (${said.join('; ')})`);
};

/** What stands on several lines is meant to be copied as it is; each line is made safe by itself. */
const block = (text: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((one) => line(4, one))
    .join('');

const blockedText = ({ name, version, flaws, sentences, options }: Blocked): string => {
  const ids = flaws.map(({ ids: [first] }) => first).join(', ');
  return [
    line(1, `${name} ${version} stays (${ids})`),
    ...sentences.map((sentence) => line(2, sentence)),
    ...options.map(
      (option) =>
        line(2, `- ${option.sentence}`) +
        ('text' in option && option.text !== undefined ? block(option.text) : ''),
    ),
  ].join('');
};

const wayText = ({ way, moves }: InputPlan): string => {
  if (moves.length === 0 || way.kind === 'edit') return '';
  if (way.kind === 'none') return line(1, `Not changed: ${way.reason}.`);
  return [
    line(1, 'To change it, run'),
    ...way.commands.map((command) => line(2, command)),
    ...(way.note === undefined ? [] : [line(1, way.note)]),
  ].join('');
};

const fateText = (input: PreparedInput): string => {
  if (input.kind !== 'refused') return '';
  return line(1, 'Not changed:') + input.reasons.map((reason) => line(2, reason)).join('');
};

const inputText = (input: PreparedInput): string => {
  const { plan } = input;
  const { moves, blocked, unproven, smallest, path } = plan;
  if (moves.length === 0 && blocked.length === 0) return '';
  return [
    line(0, `${path}: ${count(moves.length, 'move')}`),
    ...moves.map(moveText),
    ...(smallest ? [] : [line(1, 'There may be a smaller set of moves: the search came to its bound.')]),
    ...(input.kind === 'refused' ? [] : unproven.map((sentence) => line(1, `Not proven: ${sentence}`))),
    wayText(plan),
    fateText(input),
    ...blocked.map(blockedText),
  ].join('');
};

/** The plan as a person reads it. */
export const fixText = (prepared: readonly PreparedInput[]): string => {
  const text = prepared.map(inputText).join('');
  return `\nFix plan\n${text === '' ? line(0, 'There is nothing to change.') : text}`;
};

/** The diffs of all files, as `patch -p1` reads them: bytes as they are, since a file need not be UTF-8. */
export const diffsOf = (prepared: readonly PreparedInput[]): readonly Uint8Array[] => {
  const seen = new Map<string, Uint8Array>();
  for (const input of prepared)
    for (const { path, diff } of input.kind === 'edits' ? input.files : []) seen.set(path, diff);
  return [...seen.values()];
};
