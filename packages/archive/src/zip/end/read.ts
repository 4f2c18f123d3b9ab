import { Buffer } from 'node:buffer';
import type { ByteSource } from '../../types.ts';
import { peek, take } from '../bytes.ts';
import type { Problems } from '../problems.ts';
import {
  END64_LOCATOR_SIZE,
  END64_RECORD_SIZE,
  END_RECORD_SIZE,
  LOCAL_HEADER,
  U16_SENTINEL,
  U32_SENTINEL,
} from '../records.ts';
import { type FoundEnd, findEnd, MAX_COMMENT } from './find.ts';
import { readEnd64 } from './zip64.ts';

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
  /** All of it, from `start` to the end of the comment; without the ZIP64 records where they are not in their place. */
  readonly bytes: Uint8Array;
};

/**
 * Readers look for the end record in different ways: the last signature (Python), the last whose comment fits, the first in
 * the last 64 KiB. From the directory onwards there must be only one, so that all find the same.
 */
const judgeOthers = (found: FoundEnd, end: ZipEnd, problems: Problems): void => {
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
    // Where a false locator points far away, there is no row of end records to keep.
    bytes:
      offset - end64.start === END64_RECORD_SIZE + END64_LOCATOR_SIZE
        ? Buffer.concat([take(source, end64.start, offset - end64.start), ownBytes])
        : ownBytes,
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
