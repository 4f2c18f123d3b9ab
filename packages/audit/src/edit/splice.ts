import { Buffer } from 'node:buffer';
import type { Splice } from './types.ts';

/** The bytes with the splices made; all others stay what they are. Throws RangeError where they overlap or are out of order. */
export const applySplices = (bytes: Uint8Array, splices: readonly Splice[]): Uint8Array => {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { start, end, bytes: by } of splices) {
    if (start < at || end < start || end > bytes.length)
      throw new RangeError(`the splice ${start} to ${end} does not follow byte ${at} of ${bytes.length}`);
    parts.push(bytes.subarray(at, start), by);
    at = end;
  }
  parts.push(bytes.subarray(at));
  return Buffer.concat(parts);
};

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
