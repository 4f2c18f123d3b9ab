import type { Buffer } from 'node:buffer';
import type { ArchiveLimits, ByteSource } from '../types.ts';
import { peek, take } from './bytes.ts';
import type { ZipEnd } from './end/read.ts';
import type { Problems } from './problems.ts';
import { type DirectoryRecord, readRecord, recordSize } from './record.ts';
import { DIRECTORY_RECORD, DIRECTORY_RECORD_SIZE } from './records.ts';

export type ZipDirectory = {
  readonly offset: number;
  readonly size: number;
  readonly bytes: Buffer;
  /** To be added to every offset the directory names: more than 0 where foreign bytes were put before the archive. */
  readonly shift: number;
  readonly records: readonly DirectoryRecord[];
};

const beginsAt = (source: ByteSource, position: number): boolean => {
  const head = peek(source, position, 4);
  return head.length === 4 && head.readUInt32LE(0) === DIRECTORY_RECORD;
};

type Place = { readonly offset: number; readonly shift: number };

/** Where the directory is: where the end record says, or else as many bytes before the end record as it says. */
const locate = (source: ByteSource, end: ZipEnd, problems: Problems): Place | undefined => {
  const claimed = end.directoryOffset;
  const adjacent = end.start - end.directorySize;
  if (claimed !== adjacent)
    problems.add(
      'directory-mismatch',
      `The central directory should be ${end.directorySize} bytes at ${claimed}, but the end records begin at ${end.start}.`,
      end.offset,
    );
  if (end.count === 0 && end.directorySize === 0) return { offset: Math.min(claimed, end.start), shift: 0 };
  if (claimed < end.start && beginsAt(source, claimed)) return { offset: claimed, shift: 0 };
  if (adjacent >= 0 && beginsAt(source, adjacent)) return { offset: adjacent, shift: adjacent - claimed };
  problems.add(
    'truncated',
    `No central directory is at ${claimed}, where the end record says, nor at ${adjacent}, directly before it.`,
    end.offset,
  );
  return undefined;
};

/**
 * Reads all records of the central directory (APPNOTE 4.3.12) and compares their number and extent with the end record.
 * Undefined where no directory is to be found, or where it is larger than the limit.
 */
export const readDirectory = (
  source: ByteSource,
  end: ZipEnd,
  limits: ArchiveLimits,
  problems: Problems,
): ZipDirectory | undefined => {
  const place = locate(source, end, problems);
  if (place === undefined) return undefined;
  const { offset, shift } = place;
  const room = end.start - offset;
  if (room > limits.maxDirectorySize) {
    problems.add(
      'size-limit',
      `The central directory has ${room} bytes, ${limits.maxDirectorySize} are allowed.`,
      offset,
    );
    return undefined;
  }
  const bytes = take(source, offset, room);
  const records: DirectoryRecord[] = [];
  let position = 0;
  while (position + DIRECTORY_RECORD_SIZE <= room && bytes.readUInt32LE(position) === DIRECTORY_RECORD) {
    if (records.length === limits.maxEntries) {
      problems.add(
        'size-limit',
        `The archive has more than ${limits.maxEntries} entries.`,
        offset + position,
      );
      break;
    }
    const record = readRecord(bytes, position, offset + position, shift, records.length, problems);
    if (record === undefined) break;
    records.push(record);
    position = record.recordOffset - offset + recordSize(record);
  }
  if (records.length !== end.count)
    problems.add(
      'directory-mismatch',
      `The end record counts ${end.count} entries, the central directory has ${records.length}.`,
      end.offset,
    );
  if (position !== end.directorySize)
    problems.add(
      'directory-mismatch',
      `The end record claims a central directory of ${end.directorySize} bytes, its records take ${position}.`,
      end.offset,
    );
  if (position !== room)
    problems.add(
      'directory-mismatch',
      `${room - position} bytes lie between the central directory and the end record.`,
      offset + position,
    );
  return { offset, size: position, bytes: bytes.subarray(0, position), shift, records };
};
