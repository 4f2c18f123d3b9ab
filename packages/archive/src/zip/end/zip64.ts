import type { ByteSource } from '../../types.ts';
import { peek, take, u64 } from '../bytes.ts';
import type { Problems } from '../problems.ts';
import { END64_LOCATOR, END64_LOCATOR_SIZE, END64_RECORD, END64_RECORD_SIZE } from '../records.ts';

export type Zip64End = {
  readonly start: number;
  readonly count: number;
  readonly offset: number;
  readonly size: number;
};

/** The ZIP64 end record behind a locator that stands directly before the end record (APPNOTE 4.3.14, 4.3.15). */
export const readEnd64 = (
  source: ByteSource,
  endOffset: number,
  problems: Problems,
): Zip64End | undefined => {
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
