import type { Location, Position } from '../types.ts';

/** By UTF-16 code unit: the same on every machine, whatever its locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An absent value comes before any present one. */
export const compareOptional = <T>(
  a: T | undefined,
  b: T | undefined,
  compare: (a: T, b: T) => number,
): number => {
  if (a === undefined) return b === undefined ? 0 : -1;
  return b === undefined ? 1 : compare(a, b);
};

const numbers = (a: number, b: number): number => a - b;

const comparePosition = (a: Position, b: Position): number => {
  if (a.kind === 'byte') {
    if (b.kind !== 'byte') return -1;
    return a.offset - b.offset || compareOptional(a.length, b.length, numbers);
  }
  if (b.kind === 'byte') return 1;
  return a.line - b.line || compareOptional(a.column, b.column, numbers);
};

/** By file, entry, position, then note. */
export const compareLocation = (a: Location, b: Location): number =>
  compareText(a.file, b.file) ||
  compareOptional(a.entry, b.entry, compareText) ||
  compareOptional(a.position, b.position, comparePosition) ||
  compareOptional(a.note, b.note, compareText);
