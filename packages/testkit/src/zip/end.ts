import { concat, u16, u32, u64 } from '../bytes/bytes.ts';
import type { EndFields, Zip64EndFields, ZipSpec } from './spec.ts';

/** What the end records say of the central directory. */
export type Directory = { readonly count: number; readonly size: number; readonly offset: number };

const zip64End = (
  claimed: Partial<Zip64EndFields>,
  directory: Directory,
  recordOffset: number,
): Uint8Array => {
  const extensible = claimed.extensible ?? new Uint8Array(0);
  const fields: Zip64EndFields = {
    recordSize: 44 + extensible.length,
    versionMadeBy: (3 << 8) | 45,
    versionNeeded: 45,
    disk: 0,
    directoryDisk: 0,
    entriesOnDisk: directory.count,
    entries: directory.count,
    directorySize: directory.size,
    directoryOffset: directory.offset,
    locatorDisk: 0,
    locatorOffset: recordOffset,
    disks: 1,
    locator: true,
    ...claimed,
    extensible,
  };
  const record = concat(
    u32(0x0606_4b50),
    u64(fields.recordSize),
    u16(fields.versionMadeBy),
    u16(fields.versionNeeded),
    u32(fields.disk),
    u32(fields.directoryDisk),
    u64(fields.entriesOnDisk),
    u64(fields.entries),
    u64(fields.directorySize),
    u64(fields.directoryOffset),
    fields.extensible,
  );
  if (!fields.locator) return record;
  return concat(
    record,
    u32(0x0706_4b50),
    u32(fields.locatorDisk),
    u64(fields.locatorOffset),
    u32(fields.disks),
  );
};

/** APPNOTE 4.3.14-4.3.16: ZIP64 end record and locator where asked for, and the end of central directory record. */
export const endRecords = (
  spec: ZipSpec,
  directory: Directory,
  recordOffset: number,
): { readonly zip64: Uint8Array; readonly end: Uint8Array } => {
  const wide = spec.zip64End !== undefined && spec.zip64End !== false;
  const comment = spec.comment ?? new Uint8Array(0);
  const fields: EndFields = {
    disk: 0,
    directoryDisk: 0,
    entriesOnDisk: wide ? 0xffff : directory.count,
    entries: wide ? 0xffff : directory.count,
    directorySize: wide ? 0xffff_ffff : directory.size,
    directoryOffset: wide ? 0xffff_ffff : directory.offset,
    commentLength: comment.length,
    ...spec.end,
  };
  return {
    zip64: wide
      ? zip64End(typeof spec.zip64End === 'object' ? spec.zip64End : {}, directory, recordOffset)
      : new Uint8Array(0),
    end: concat(
      u32(0x0605_4b50),
      u16(fields.disk),
      u16(fields.directoryDisk),
      u16(fields.entriesOnDisk),
      u16(fields.entries),
      u32(fields.directorySize),
      u32(fields.directoryOffset),
      u16(fields.commentLength),
      comment,
    ),
  };
};
