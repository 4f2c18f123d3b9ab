import { Buffer } from 'node:buffer';
import type { ZipReading } from '../read.ts';
import {
  END64_LOCATOR,
  END64_LOCATOR_SIZE,
  END64_RECORD,
  END64_RECORD_SIZE,
  END_RECORD_SIZE,
  U16_SENTINEL,
  U32_SENTINEL,
} from '../records.ts';

export type DirectoryPlace = { readonly count: number; readonly offset: number; readonly size: number };

const freshEnd64 = (): Buffer => {
  const bytes = Buffer.alloc(END64_RECORD_SIZE + END64_LOCATOR_SIZE);
  bytes.writeUInt32LE(END64_RECORD, 0);
  bytes.writeBigUInt64LE(BigInt(END64_RECORD_SIZE - 12), 4);
  bytes.writeUInt16LE((3 << 8) | 45, 12);
  bytes.writeUInt16LE(45, 14);
  bytes.writeUInt32LE(END64_LOCATOR, END64_RECORD_SIZE);
  bytes.writeUInt32LE(1, END64_RECORD_SIZE + 16);
  return bytes;
};

/**
 * The end records for a new directory, made from the old ones: comment, version fields and the presence of ZIP64 records stay;
 * ZIP64 records come into being only where a value does not fit (APPNOTE 4.4.1.4).
 */
export const encodeEnd = (old: ZipReading['end'], place: DirectoryPlace): Uint8Array => {
  const { count, offset, size } = place;
  const short = Buffer.from(old.bytes.subarray(old.offset - old.start));
  const needs = count >= U16_SENTINEL || offset >= U32_SENTINEL || size >= U32_SENTINEL;
  const zip64 = old.zip64 || needs;
  // A field that pointed to its ZIP64 twin goes on to do so.
  const put16 = (at: number, value: number): void => {
    const refers = old.zip64 && short.readUInt16LE(at) === U16_SENTINEL;
    short.writeUInt16LE(refers || value >= U16_SENTINEL ? U16_SENTINEL : value, at);
  };
  const put32 = (at: number, value: number): void => {
    const refers = old.zip64 && short.readUInt32LE(at) === U32_SENTINEL;
    short.writeUInt32LE(refers || value >= U32_SENTINEL ? U32_SENTINEL : value, at);
  };
  put16(8, count);
  put16(10, count);
  put32(12, size);
  put32(16, offset);
  if (!zip64) return short;

  const long = old.zip64 ? Buffer.from(old.bytes.subarray(0, old.offset - old.start)) : freshEnd64();
  long.writeBigUInt64LE(BigInt(count), 24);
  long.writeBigUInt64LE(BigInt(count), 32);
  long.writeBigUInt64LE(BigInt(size), 40);
  long.writeBigUInt64LE(BigInt(offset), 48);
  long.writeBigUInt64LE(BigInt(offset + size), END64_RECORD_SIZE + 8);
  return Buffer.concat([long, short]);
};

/** The end of an archive of nothing. */
export const EMPTY_END: ZipReading['end'] = {
  offset: 0,
  start: 0,
  zip64: false,
  count: 0,
  bytes: Buffer.from('PK\u0005\u0006'.padEnd(END_RECORD_SIZE, '\u0000'), 'latin1'),
};
