import { Buffer } from 'node:buffer';
import type { ByteSource } from '../types.ts';

/** The same bytes with Buffer's methods; no copy. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A view of up to `length` bytes, fewer at the end of the source, none outside it; valid until the next read. */
export const peek = (source: ByteSource, position: number, length: number): Buffer => {
  if (position < 0 || position >= source.size) return Buffer.alloc(0);
  return asBuffer(source.read(position, Math.min(length, source.size - position)));
};

/** As `peek`, but the bytes stay. */
export const take = (source: ByteSource, position: number, length: number): Buffer =>
  Buffer.from(peek(source, position, length));

/** A 64-bit number; what does not fit a double exactly is given as the largest that does, which is outside any file. */
export const u64 = (bytes: Buffer, offset: number): number => {
  const value = bytes.readBigUInt64LE(offset);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
};
