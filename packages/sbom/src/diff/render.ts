import { sanitize } from '@custody/findings';
import type { BillDiff, Change } from './types.ts';

const side = (text: string | undefined): string => text ?? '(nothing)';

const changeLine = ({ field, before, after }: Change): string => `${field}: ${side(before)} → ${side(after)}`;

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${sanitize(line)}`)];

const moved = ({ added, removed }: BillDiff['dependencies']): readonly string[] => [
  ...removed.map((item) => `- ${item}`),
  ...added.map((item) => `+ ${item}`),
];

/** The difference as people read it: first the verdict, then what went (-), came (+) and changed (~). Ends with a line feed. */
export const renderDiff = (diff: BillDiff): string => {
  if (diff.same) return 'The documents say the same.\n';
  const { added, removed, changed } = diff.components;
  const changes = changed.flatMap(({ component, changes: list }) => [
    `~ ${component}`,
    ...list.map((change) => `    ${changeLine(change)}`),
  ]);
  return [
    `The documents differ: ${added.length} components added, ${removed.length} removed, ${changed.length} changed.`,
    ...section('Components', [...moved(diff.components), ...changes]),
    ...section('Dependencies', moved(diff.dependencies)),
    ...section('Compositions', moved(diff.compositions)),
    ...section(
      'Metadata',
      diff.metadata.map((change) => `~ ${changeLine(change)}`),
    ),
    '',
  ].join('\n');
};
