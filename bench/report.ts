import type { Row, Spread } from './types.ts';

const digits = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const shown = ({ min, median, max, best }: Spread, unit: string): string =>
  `${digits(median).padStart(8)} ${unit.padEnd(2)}  (${digits(min)} … ${digits(max)}${best === undefined ? '' : `; best by best ${digits(best)}`})`;

const held = (row: Extract<Row, { kind: 'target' }>): string => {
  const { atMost, atLeast, value, unit } = row;
  if (atMost !== undefined)
    return `target ≤ ${atMost} ${unit}: ${value.median <= atMost ? 'met' : 'NOT MET'}`;
  if (atLeast !== undefined)
    return `target ≥ ${atLeast} ${unit}: ${value.median >= atLeast ? 'met' : 'NOT MET'}`;
  return '';
};

/** One line for one row: median, least and greatest, and how it stands to its target. */
export const rowText = (row: Row): string => {
  if (row.kind === 'note') return `  ${row.text}\n`;
  if (row.kind === 'time') return `  ${row.label.padEnd(50)}${shown(row.milliseconds, 'ms')}\n`;
  return `→ ${row.label.padEnd(50)}${shown(row.value, row.unit)}  ${held(row)}\n`;
};
