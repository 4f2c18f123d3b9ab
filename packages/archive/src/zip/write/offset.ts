import { Buffer } from 'node:buffer';
import type { ZipEntry } from '../../types.ts';
import { readExtra } from '../extra.ts';
import { recordSize } from '../record.ts';
import { DIRECTORY_RECORD_SIZE, U32_SENTINEL } from '../records.ts';

/**
 * An untouched entry's directory record with the offset of its local header put right. Offsets of untouched entries never grow,
 * so there is always room: a ZIP64 offset stays in its ZIP64 field, a short one short.
 */
export const moveRecord = (
  directory: { readonly offset: number; readonly bytes: Uint8Array },
  entry: ZipEntry,
  headerOffset: number,
): Uint8Array => {
  const start = entry.recordOffset - directory.offset;
  const record = Buffer.from(directory.bytes.subarray(start, start + recordSize(entry)));
  if (headerOffset === entry.headerOffset) return record;

  const sentinel = (at: number): boolean => record.readUInt32LE(at) === U32_SENTINEL;
  const extraStart = DIRECTORY_RECORD_SIZE + entry.rawName.length;
  const { zip64 } = readExtra(record.subarray(extraStart, extraStart + entry.extra.length));
  if (!sentinel(42)) record.writeUInt32LE(headerOffset, 42);
  if (zip64 === undefined) return record;
  // Either just the fields that have sentinels, or all of them in order (the reader accepts no third form).
  const sizes = (sentinel(24) ? 8 : 0) + (sentinel(20) ? 8 : 0);
  if (sentinel(42)) zip64.writeBigUInt64LE(BigInt(headerOffset), zip64.length >= 24 ? 16 : sizes);
  else if (zip64.length >= 24) zip64.writeBigUInt64LE(BigInt(headerOffset), 16);
  return record;
};
