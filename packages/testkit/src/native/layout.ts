import { concat } from '../bytes/bytes.ts';

/** Bytes put one after the other on a growing file, each at a known offset. */
export type Layout = {
  readonly at: () => number;
  /** Aligns, appends, and says where it came to stand. */
  readonly put: (bytes: Uint8Array, alignment?: number) => number;
  readonly bytes: () => Uint8Array;
};

/** A layout whose first byte has the offset `start`. */
export const layoutFrom = (start: number): Layout => {
  const parts: Uint8Array[] = [];
  let at = start;
  const append = (bytes: Uint8Array): void => {
    parts.push(bytes);
    at += bytes.length;
  };
  return {
    at: () => at,
    put: (bytes, alignment = 1) => {
      append(new Uint8Array((alignment - (at % alignment)) % alignment));
      const offset = at;
      append(bytes);
      return offset;
    },
    bytes: () => concat(...parts),
  };
};

/** NUL-terminated strings in one table, each stored once; the empty string is at 0. */
export type StringTable = { readonly add: (text: string) => number; readonly bytes: () => Uint8Array };

export const stringTable = (): StringTable => {
  const offsets = new Map<string, number>([['', 0]]);
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [new Uint8Array(1)];
  let size = 1;
  return {
    add: (text) => {
      const known = offsets.get(text);
      if (known !== undefined) return known;
      const bytes = encoder.encode(`${text}\0`);
      const offset = size;
      offsets.set(text, offset);
      parts.push(bytes);
      size += bytes.length;
      return offset;
    },
    bytes: () => concat(...parts),
  };
};
