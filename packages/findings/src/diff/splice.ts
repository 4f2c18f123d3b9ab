import { Buffer } from 'node:buffer';

/** Bytes of a file that others take the place of, `end` not included. */
export type ByteSplice = { readonly start: number; readonly end: number; readonly bytes: Uint8Array };

/** The bytes with the splices made; all others stay what they are. Throws RangeError where they overlap, are out of order or beyond the end. */
export const applySplices = (bytes: Uint8Array, splices: readonly ByteSplice[]): Uint8Array => {
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
