import { codeCell } from './cell.ts';
import type { Surface } from './types.ts';

export const BEGIN = '<!-- custody:supply-chain begin -->';
export const END = '<!-- custody:supply-chain end -->';

/** Places that are named behind a line. */
const NAMED = 3;

export const HEADER = '| What | Pinned to | Where |';
export const RULE = '| --- | --- | --- |';

const placesCell = (paths: ReadonlySet<string>): string => {
  const all = [...paths].sort();
  const rest = all.length - NAMED;
  return [...all.slice(0, NAMED).map(codeCell), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
};

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The lines of a surface: each thing once for each pin, with the files in which it stands. */
const rowsOf = ({ entries }: Surface): readonly string[] => {
  const rows = new Map<string, Set<string>>();
  for (const { name, pin, file } of entries) {
    const cells = `| ${codeCell(name)} | ${codeCell(pin)} | `;
    const paths = rows.get(cells) ?? new Set();
    rows.set(cells, paths.add(file.path));
  }
  return [...rows].sort(([a], [b]) => byCode(a, b)).map(([cells, paths]) => `${cells}${placesCell(paths)} |`);
};

/** Commands that are named for one surface. */
const COMMANDS = 12;

const commandsOf = (commands: readonly string[]): string =>
  [
    ...commands.slice(0, COMMANDS).map(codeCell),
    ...(commands.length > COMMANDS ? [`and ${commands.length - COMMANDS} more like them`] : []),
  ].join(', ');

const surfaceText = (surface: Surface): readonly string[] => [
  `### ${surface.title}`,
  '',
  `Verified by: ${surface.verified}.`,
  ...(surface.renewed.length === 0 ? [] : [`Renewed by: ${commandsOf(surface.renewed)}.`]),
  '',
  HEADER,
  RULE,
  ...rowsOf(surface),
  '',
];

/** What stands between the marks, the marks included. The same repository has the same bytes. */
export const blockOf = (surfaces: readonly Surface[]): string =>
  [
    BEGIN,
    '<!-- Made by: custody pin --write-policy. Compared by: custody pin --check-policy. Your own words belong outside of these marks. -->',
    '',
    ...(surfaces.length === 0 ? ['Nothing is leaned on.', ''] : surfaces.flatMap(surfaceText)),
    END,
  ].join('\n');

/** A document where there was none: a heading, a few words, and the block. */
export const documentOf = (surfaces: readonly Surface[]): string =>
  [
    '# Supply chain',
    '',
    'What the builds and releases of this project lean on, what it is pinned to, and what verifies it.',
    '',
    blockOf(surfaces),
    '',
  ].join('\n');
