import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { StoreError } from './error.ts';

/**
 * The file: a header of 128 bytes, then the body: the cold part (what only a report needs), the hot part (one block per package,
 * sorted by key), index pages over it, the root over the pages, and the status. Whatever points at bytes carries their CRC-32, so
 * that a run notices damage in the little that it reads; the header carries a SHA-256 over the body, which is the store's name.
 */
export const HEADER = 128;

/** The bytes after the first three tell a file that was carried as text: line ends changed, high bits cut. */
const MAGIC = Buffer.from('8943555354414456530d0a1a0a000000', 'hex');

/** Older ones are made again by a sync. */
export const FORMAT = 1;

/** Where something stands in the file: offset, length, CRC-32 of the bytes. */
export type Span = readonly [offset: number, length: number, crc: number];

export type Header = {
  readonly size: number;
  readonly status: Span;
  readonly root: Span;
  /** SHA-256 of the body, lower-case hex. */
  readonly digest: string;
};

export const spanOf = (offset: number, bytes: Uint8Array): Span => [offset, bytes.length, crc32(bytes)];

const writeSpan = (into: Buffer, at: number, [offset, length, crc]: Span): void => {
  into.writeBigUInt64LE(BigInt(offset), at);
  into.writeUInt32LE(length, at + 8);
  into.writeUInt32LE(crc, at + 12);
};

const readSpan = (from: Buffer, at: number): Span => [
  Number(from.readBigUInt64LE(at)),
  from.readUInt32LE(at + 8),
  from.readUInt32LE(at + 12),
];

export const encodeHeader = ({ size, status, root, digest }: Header): Buffer => {
  const bytes = Buffer.alloc(HEADER);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(FORMAT, 16);
  bytes.writeBigUInt64LE(BigInt(size), 24);
  writeSpan(bytes, 32, status);
  writeSpan(bytes, 48, root);
  bytes.write(digest, 64, 'hex');
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 124)), 124);
  return bytes;
};

/** Throws StoreError `foreign`, `old-format`, `new-format` or `damaged`. `size` is the file's own. */
export const decodeHeader = (given: Uint8Array, size: number, path: string): Header => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length < 20 || !bytes.subarray(0, 16).equals(MAGIC))
    throw new StoreError('foreign', 'is no advisory store', { path });
  const format = bytes.readUInt32LE(16);
  if (bytes.length < HEADER) throw new StoreError('damaged', 'ends within its header', { path });
  // Another format may have its checksum elsewhere: told apart first.
  if (format > 0 && format < FORMAT)
    throw new StoreError('old-format', `has format ${format}; this custody reads ${FORMAT}`, { path });
  if (format > FORMAT && format < 1_000)
    throw new StoreError('new-format', `has format ${format}; this custody reads ${FORMAT}`, { path });
  if (format !== FORMAT || crc32(bytes.subarray(0, 124)) !== bytes.readUInt32LE(124))
    throw new StoreError('damaged', 'has a damaged header', { path });
  const header = {
    size: Number(bytes.readBigUInt64LE(24)),
    status: readSpan(bytes, 32),
    root: readSpan(bytes, 48),
    digest: bytes.toString('hex', 64, 96),
  };
  if (header.size !== size)
    throw new StoreError('damaged', `has ${size} bytes where ${header.size} were written`, { path });
  return header;
};
