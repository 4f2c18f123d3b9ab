import { Buffer } from 'node:buffer';
import type { ByteSource } from '../../types.ts';
import { peek } from '../bytes.ts';
import { LOCAL_HEADER, LOCAL_HEADER_SIZE } from '../records.ts';

export type LocalHeader = {
  readonly versionNeeded: number;
  readonly flags: number;
  readonly method: number;
  readonly dosTime: number;
  readonly dosDate: number;
  readonly crc32: number;
  /** As in the header: possibly sentinels. */
  readonly compressedSize: number;
  readonly size: number;
  readonly rawName: Buffer;
  readonly extra: Buffer;
  readonly dataOffset: number;
};

/** Names and extra fields are seldom longer than the central directory lets expect. */
const SLACK = 64;

/** Reads the local file header at `offset` (APPNOTE 4.3.7); undefined where there is none, or where the file ends in it. */
export const readLocal = (
  source: ByteSource,
  offset: number,
  likelySize: number,
): LocalHeader | undefined => {
  let bytes = peek(source, offset, LOCAL_HEADER_SIZE + likelySize + SLACK);
  if (bytes.length < LOCAL_HEADER_SIZE || bytes.readUInt32LE(0) !== LOCAL_HEADER) return undefined;
  const nameEnd = LOCAL_HEADER_SIZE + bytes.readUInt16LE(26);
  const end = nameEnd + bytes.readUInt16LE(28);
  if (end > bytes.length) bytes = peek(source, offset, end);
  if (end > bytes.length) return undefined;
  // The view dies with the next read, so what stays is copied, in one piece.
  const kept = Buffer.from(bytes.subarray(LOCAL_HEADER_SIZE, end));
  const nameSize = nameEnd - LOCAL_HEADER_SIZE;
  return {
    versionNeeded: bytes.readUInt16LE(4),
    flags: bytes.readUInt16LE(6),
    method: bytes.readUInt16LE(8),
    dosTime: bytes.readUInt16LE(10),
    dosDate: bytes.readUInt16LE(12),
    crc32: bytes.readUInt32LE(14),
    compressedSize: bytes.readUInt32LE(18),
    size: bytes.readUInt32LE(22),
    rawName: kept.subarray(0, nameSize),
    extra: kept.subarray(nameSize),
    dataOffset: offset + end,
  };
};
