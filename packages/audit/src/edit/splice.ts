import { Buffer } from 'node:buffer';
import type { Splice } from './types.ts';

/** A change of a text, in UTF-16 code units. */
export type TextSplice = { readonly start: number; readonly end: number; readonly text: string };

/** Changes of a text as changes of its UTF-8 bytes, in order. Linear. */
export const inBytes = (text: string, splices: readonly TextSplice[]): readonly Splice[] => {
  let [units, bytes] = [0, 0];
  const byteAt = (unit: number): number => {
    bytes += Buffer.byteLength(text.slice(units, unit));
    units = unit;
    return bytes;
  };
  return [...splices]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end, text: by }) => ({ start: byteAt(start), end: byteAt(end), bytes: Buffer.from(by) }));
};
