/** A place in a block of WebAssembly bytes; `undefined` answers mean that the block ends or a number is too long. */
export type Cursor = { readonly bytes: Uint8Array; at: number };

/** An unsigned LEB128 of at most 32 bits (core specification, "Integers"). */
export const unsigned = (cursor: Cursor): number | undefined => {
  let value = 0;
  for (let index = 0; index < 5; index++) {
    const byte = cursor.bytes[cursor.at + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) {
      cursor.at += index + 1;
      return value < 2 ** 32 ? value : undefined;
    }
  }
  return undefined;
};

/** A name: its length in bytes and UTF-8. */
export const name = (cursor: Cursor): string | undefined => {
  const length = unsigned(cursor);
  if (length === undefined || cursor.at + length > cursor.bytes.length) return undefined;
  const text = Buffer.from(cursor.bytes.subarray(cursor.at, cursor.at + length)).toString('utf8');
  cursor.at += length;
  return text;
};
