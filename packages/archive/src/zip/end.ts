import { Buffer } from 'node:buffer';
import type { ByteSource } from '../types.ts';
import { peek, take, u64 } from './bytes.ts';
import type { Problems } from './problems.ts';
import {
  END64_LOCATOR,
  END64_LOCATOR_SIZE,
  END64_RECORD,
  END64_RECORD_SIZE,
  END_RECORD_SIZE,
  LOCAL_HEADER,
  U16_SENTINEL,
  U32_SENTINEL,
} from './records.ts';

/** What the end of the archive says, ZIP64 taken into account. */
export type ZipEnd = {
  /** Offset of the end of central directory record. */
  readonly offset: number;
  /** Offset of the first of the end records: where the central directory has to end. */
  readonly start: number;
  readonly zip64: boolean;
  /** Number of entries, and where the directory is claimed to be. */
  readonly count: number;
  readonly directoryOffset: number;
  readonly directorySize: number;
  readonly comment: Uint8Array;
  /** All of it, from `start` to the end of the comment. */
  readonly bytes: Uint8Array;
};

const MAX_COMMENT = 0xffff;
const SIGNATURE = Uint8Array.from([0x50, 0x4b, 0x05, 0x06]);

type Found = {
  readonly offset: number;
  /** Everything else in the tail that looks like an end record, with whether its comment would end the file. */
  readonly others: readonly { readonly offset: number; readonly fits: boolean }[];
};

/** The end record: the last one whose comment ends the file, else the last one at all. */
const findEnd = (source: ByteSource): Found | undefined => {
  const tailSize = Math.min(source.size, END_RECORD_SIZE + MAX_COMMENT);
  const base = source.size - tailSize;
  const tail = peek(source, base, tailSize);
  const candidates: { offset: number; fits: boolean }[] = [];
  for (
    let at = tail.lastIndexOf(SIGNATURE);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(SIGNATURE, at - 1)
  )
    if (at + END_RECORD_SIZE <= tailSize)
      candidates.push({
        offset: base + at,
        fits: at + END_RECORD_SIZE + tail.readUInt16LE(at + 20) === tailSize,
      });
  const chosen = candidates.find((candidate) => candidate.fits) ?? candidates[0];
  return chosen && { offset: chosen.offset, others: candidates.filter((candidate) => candidate !== chosen) };
};

/**
 * Readers look for the end record in different ways: the last signature (Python), the last whose comment fits, the first in
 * the last 64 KiB. From the directory onwards there must be only one, so that all find the same.
 */
const judgeOthers = (found: Found, end: ZipEnd, problems: Problems): void => {
  for (const { offset, fits } of found.others)
    if (fits || offset >= Math.min(end.directoryOffset, end.start))
      problems.add(
        'multiple-end-records',
        `Besides the end of central directory record at ${end.offset} there is another.`,
        offset,
      );
};

const reportAbsence = (source: ByteSource, problems: Problems): void => {
  const head = peek(source, 0, 4);
  if (source.size === 0) problems.add('not-a-zip', 'The file is empty.', 0);
  else if (head.length === 4 && head.readUInt32LE(0) === LOCAL_HEADER)
    problems.add(
      'truncated',
      `The file begins as a ZIP archive but has no end of central directory record in its last bytes: it is cut off after ${source.size} bytes.`,
      source.size,
    );
  else problems.add('not-a-zip', 'The file has no end of central directory record.', 0);
};

type Zip64End = {
  readonly start: number;
  readonly count: number;
  readonly offset: number;
  readonly size: number;
};

/** The ZIP64 end record behind a locator that stands directly before the end record (APPNOTE 4.3.14, 4.3.15). */
const readEnd64 = (source: ByteSource, endOffset: number, problems: Problems): Zip64End | undefined => {
  const locatorOffset = endOffset - END64_LOCATOR_SIZE;
  const locator = peek(source, locatorOffset, END64_LOCATOR_SIZE);
  if (locator.length < END64_LOCATOR_SIZE || locator.readUInt32LE(0) !== END64_LOCATOR) return undefined;
  const claimed = u64(locator, 8);
  const disk = locator.readUInt32LE(4);
  const disks = locator.readUInt32LE(16);
  if (disk !== 0 || disks > 1)
    problems.add('split-archive', `The ZIP64 locator names disk ${disk} of ${disks}.`, locatorOffset);

  const isRecord = (at: number): boolean => {
    const bytes = peek(source, at, END64_RECORD_SIZE);
    return bytes.length === END64_RECORD_SIZE && at + END64_RECORD_SIZE <= locatorOffset
      ? bytes.readUInt32LE(0) === END64_RECORD
      : false;
  };
  const adjacent = locatorOffset - END64_RECORD_SIZE;
  const start = isRecord(claimed) ? claimed : isRecord(adjacent) ? adjacent : undefined;
  if (start === undefined) {
    problems.add(
      'zip64',
      `The ZIP64 locator points at ${claimed}, where no ZIP64 end record is.`,
      locatorOffset,
    );
    return undefined;
  }
  if (start !== claimed)
    problems.add(
      'zip64',
      `The ZIP64 locator points at ${claimed}, but the record is at ${start}.`,
      locatorOffset,
    );

  const record = take(source, start, END64_RECORD_SIZE);
  const size = u64(record, 4);
  if (size !== END64_RECORD_SIZE - 12)
    problems.add('zip64', `The ZIP64 end record claims ${size} bytes, where 44 are allowed.`, start);
  else if (start !== adjacent)
    problems.add(
      'zip64',
      `${adjacent - start} bytes lie between the ZIP64 end record and its locator.`,
      start,
    );
  if (record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0)
    problems.add(
      'split-archive',
      `The ZIP64 end record names disks ${record.readUInt32LE(16)} and ${record.readUInt32LE(20)}.`,
      start,
    );
  const count = u64(record, 32);
  if (u64(record, 24) !== count)
    problems.add(
      'directory-mismatch',
      `The ZIP64 end record counts ${u64(record, 24)} entries on this disk, but ${count} in all.`,
      start,
    );
  return { start, count, size: u64(record, 40), offset: u64(record, 48) };
};

const interpretEnd = (source: ByteSource, offset: number, problems: Problems): ZipEnd => {
  const record = take(source, offset, END_RECORD_SIZE + MAX_COMMENT);
  const disk = record.readUInt16LE(4);
  const directoryDisk = record.readUInt16LE(6);
  const countHere = record.readUInt16LE(8);
  const count = record.readUInt16LE(10);
  const directorySize = record.readUInt32LE(12);
  const directoryOffset = record.readUInt32LE(16);
  const commentSize = record.readUInt16LE(20);
  const commentOffset = offset + END_RECORD_SIZE;
  const ownBytes = record.subarray(0, END_RECORD_SIZE + commentSize);
  const comment = ownBytes.subarray(END_RECORD_SIZE);

  if (comment.length < commentSize)
    problems.add(
      'truncated',
      `The archive comment claims ${commentSize} bytes, but only ${comment.length} are left.`,
      commentOffset,
    );
  else if (commentOffset + commentSize < source.size)
    problems.add(
      'trailing-data',
      `${source.size - commentOffset - commentSize} bytes follow the end of the archive.`,
      commentOffset + commentSize,
    );
  if (commentSize > 0)
    problems.add('archive-comment', `The archive has a comment of ${commentSize} bytes.`, commentOffset);

  const end64 = readEnd64(source, offset, problems);
  const mayBeSplit = (value: number): boolean =>
    value !== 0 && !(end64 !== undefined && value === U16_SENTINEL);
  if (mayBeSplit(disk) || mayBeSplit(directoryDisk))
    problems.add('split-archive', `The end record names disks ${disk} and ${directoryDisk}.`, offset);
  if (countHere !== count)
    problems.add(
      'directory-mismatch',
      `The end record counts ${countHere} entries on this disk, but ${count} in all.`,
      offset,
    );
  if (end64 === undefined)
    return {
      offset,
      start: offset,
      zip64: false,
      count,
      directoryOffset,
      directorySize,
      comment,
      bytes: ownBytes,
    };

  // Some readers use the ZIP64 values only behind a sentinel, others always: both must read the same.
  const differs = (short: number, long: number, sentinel: number): boolean =>
    short !== sentinel && short !== long;
  if (
    differs(count, end64.count, U16_SENTINEL) ||
    differs(directorySize, end64.size, U32_SENTINEL) ||
    differs(directoryOffset, end64.offset, U32_SENTINEL)
  )
    problems.add(
      'zip64-mismatch',
      `The end record says ${count} entries, directory of ${directorySize} bytes at ${directoryOffset}; the ZIP64 end record ${end64.count}, ${end64.size} and ${end64.offset}.`,
      offset,
    );
  return {
    offset,
    start: end64.start,
    zip64: true,
    count: end64.count,
    directoryOffset: end64.offset,
    directorySize: end64.size,
    comment,
    bytes: Buffer.concat([take(source, end64.start, offset - end64.start), ownBytes]),
  };
};

/** The end of central directory record (APPNOTE 4.3.16) and, where they exist, the ZIP64 ones before it. */
export const readEnd = (source: ByteSource, problems: Problems): ZipEnd | undefined => {
  const found = findEnd(source);
  if (found === undefined) {
    reportAbsence(source, problems);
    return undefined;
  }
  const end = interpretEnd(source, found.offset, problems);
  judgeOthers(found, end, problems);
  return end;
};
