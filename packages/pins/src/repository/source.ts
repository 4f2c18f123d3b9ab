import type { ByteRange } from '../types.ts';

/** A text file of a repository, and the way between its characters and its bytes. */
export type SourceFile = {
  /** Below the repository's root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** False where the bytes are not UTF-8: each byte then stands as one character. */
  readonly utf8: boolean;
  /** The byte at which the UTF-16 code unit `index` of `text` begins. */
  readonly byteAt: (index: number) => number;
  /** The bytes of the UTF-16 code units `start` to `end`. */
  readonly rangeOf: (start: number, end: number) => ByteRange;
  /** Line and column (both from 1, the column in UTF-16 code units) of a byte. */
  readonly positionAt: (byte: number) => { readonly line: number; readonly column: number };
};

const decode = (bytes: Uint8Array): { text: string; utf8: boolean } => {
  try {
    // The mark stays a character, so that offsets hold.
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), utf8: true };
  } catch {
    return {
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
      utf8: false,
    };
  }
};

const utf8Length = (text: string, index: number): number => {
  const code = text.charCodeAt(index);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  // A pair of surrogates is four bytes: two for each of its halves.
  return code >= 0xd800 && code <= 0xdfff ? 2 : 3;
};

const byteTable = (text: string): Uint32Array => {
  const table = new Uint32Array(text.length + 1);
  let byte = 0;
  for (let index = 0; index < text.length; index += 1) {
    table[index] = byte;
    byte += utf8Length(text, index);
  }
  table[text.length] = byte;
  return table;
};

const lineStarts = (bytes: Uint8Array): readonly number[] => {
  const starts = [0];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return starts;
};

/** The last of the ascending `starts` that is not past `byte`. */
const lineOf = (starts: readonly number[], byte: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= byte) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Bytes as a source file. Tables are made when they are first needed: most files are ASCII and have no finding. */
export const sourceFile = (path: string, bytes: Uint8Array): SourceFile => {
  const { text, utf8 } = decode(bytes);
  let table: Uint32Array | undefined;
  let starts: readonly number[] | undefined;
  const byteAt = (index: number): number => {
    const bounded = Math.max(0, Math.min(index, text.length));
    if (text.length === bytes.length) return bounded;
    table ??= byteTable(text);
    return table[bounded] ?? bytes.length;
  };
  return {
    path,
    bytes,
    text,
    utf8,
    byteAt,
    rangeOf: (start, end) => ({ start: byteAt(start), end: byteAt(end) }),
    positionAt: (byte) => {
      starts ??= lineStarts(bytes);
      const line = lineOf(starts, byte);
      const before = bytes.subarray(starts[line] ?? 0, byte);
      const column = utf8
        ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(before).length
        : before.length;
      return { line: line + 1, column: column + 1 };
    },
  };
};
