/** Numbers at fixed places of a block that is known to be long enough; reading past its end is a bug of the caller. */
export type Fields = {
  readonly length: number;
  readonly u8: (at: number) => number;
  readonly u16: (at: number) => number;
  readonly u32: (at: number) => number;
  /** Above 2^53 the value is rounded: it is then far outside any file, which is all that callers ask. */
  readonly u64: (at: number) => number;
};

/** Reads integers of one byte order from `bytes`. */
export const fieldsOf = (bytes: Uint8Array, little: boolean): Fields => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    length: bytes.length,
    u8: (at) => view.getUint8(at),
    u16: (at) => view.getUint16(at, little),
    u32: (at) => view.getUint32(at, little),
    u64: (at) => Number(view.getBigUint64(at, little)),
  };
};
