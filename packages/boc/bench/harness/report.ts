import type { Row, Spread } from './types.ts';

const digits = (value: number): string => {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`;
  if (value >= 1e4) return `${(value / 1e3).toFixed(0)} k`;
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
};

const verdict = (value: number, atLeast: number | undefined, atMost: number | undefined): string => {
  if (atLeast !== undefined) return `  target ≥ ${digits(atLeast)}: ${value >= atLeast ? 'met' : 'NOT MET'}`;
  if (atMost !== undefined) return `  target ≤ ${digits(atMost)}: ${value <= atMost ? 'met' : 'NOT MET'}`;
  return '';
};

const LABEL = 46;

const rateText = (row: Extract<Row, { kind: 'rate' }>): string => {
  const { label, unit, perSecond, cpuMicroseconds, ratio, atLeast } = row;
  const rate = `${digits(perSecond.max).padStart(8)} ${unit}/s best, ${digits(perSecond.median).padStart(7)} median, ${digits(cpuMicroseconds.min).padStart(5)} µs CPU`;
  const held =
    ratio === undefined
      ? ''
      : `  ${ratio.best.toFixed(2)}× ${ratio.to} (median ${ratio.median.toFixed(2)}×)${verdict(ratio.best, ratio.atLeast, undefined)}`;
  return `  ${label.padEnd(LABEL)}${rate}${held}${verdict(perSecond.max, atLeast, undefined)}\n`;
};

const measureText = (row: Extract<Row, { kind: 'measure' }>): string => {
  const { label, unit, value, atLeast, atMost, judged = 'median' } = row;
  const shown = ({ min, median, max }: Spread): string =>
    `${digits(median).padStart(8)} ${unit}  (${digits(min)} … ${digits(max)})`;
  return `  ${label.padEnd(LABEL)}${shown(value)}${verdict(value[judged], atLeast, atMost)}\n`;
};

/** One line for one row. */
export const rowText = (row: Row): string => {
  if (row.kind === 'note') return `  ${row.text}\n`;
  return row.kind === 'rate' ? rateText(row) : measureText(row);
};
