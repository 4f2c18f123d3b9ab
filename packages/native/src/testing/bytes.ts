import type { ByteReader } from '../types.ts';

/** A growing block of bytes in one byte order, for building binaries in tests. */
export type Writer = {
  readonly length: () => number;
  readonly u8: (...values: readonly number[]) => Writer;
  readonly u16: (...values: readonly number[]) => Writer;
  readonly u32: (...values: readonly number[]) => Writer;
  readonly u64: (...values: readonly number[]) => Writer;
  readonly raw: (bytes: Uint8Array | string) => Writer;
  /** Zeros up to an absolute position. */
  readonly to: (position: number) => Writer;
  readonly align: (to: number) => Writer;
  readonly done: () => Uint8Array;
};

export const writer = (little = true): Writer => {
  const parts: number[] = [];
  const put = (value: number | bigint, size: number): void => {
    const bytes = new Uint8Array(size);
    let rest = BigInt.asUintN(64, BigInt(value));
    for (let index = 0; index < size; index++, rest >>= 8n)
      bytes[little ? index : size - 1 - index] = Number(rest & 0xffn);
    parts.push(...bytes);
  };
  const self: Writer = {
    length: () => parts.length,
    u8: (...values) => (values.forEach((value) => put(value, 1)), self),
    u16: (...values) => (values.forEach((value) => put(value, 2)), self),
    u32: (...values) => (values.forEach((value) => put(value, 4)), self),
    u64: (...values) => (values.forEach((value) => put(value, 8)), self),
    raw: (bytes) => {
      for (const byte of typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes) parts.push(byte);
      return self;
    },
    to: (position) => {
      while (parts.length < position) parts.push(0);
      return self;
    },
    align: (to) => self.to(Math.ceil(parts.length / to) * to),
    done: () => Uint8Array.from(parts),
  };
  return self;
};

/** A reader over bytes in memory; it rejects reads outside of them, which the code under test must never ask for. */
export const readerOf = (bytes: Uint8Array): ByteReader => ({
  size: bytes.length,
  read: async (position, length) => {
    if (position < 0 || length < 0 || position + length > bytes.length)
      throw new Error(`read of ${length} bytes at ${position} outside of ${bytes.length}`);
    return bytes.slice(position, position + length);
  },
});
