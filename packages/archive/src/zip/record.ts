import type { Buffer } from 'node:buffer';
import type { ZipEntry } from '../types.ts';
import { kindOf } from './attributes.ts';
import { u64 } from './bytes.ts';
import { type ExtraReading, readExtra } from './extra.ts';
import { decodeName } from './names/decode.ts';
import { unicodePathFaults } from './names/unicode-path.ts';
import type { Problems } from './problems.ts';
import { DIRECTORY_RECORD_SIZE, FLAG_UTF8, U16_SENTINEL, U32_SENTINEL } from './records.ts';

/** One record of the central directory, with its ZIP64 values put in. */
export type DirectoryRecord = Omit<ZipEntry, 'localExtra' | 'dataOffset'>;

export const recordSize = ({ rawName, extra, comment }: DirectoryRecord): number =>
  DIRECTORY_RECORD_SIZE + rawName.length + extra.length + comment.length;

type Sizes = { size: number; compressedSize: number; headerOffset: number; disk: number };

/** Replaces sentinels by the values of the ZIP64 field: only those, and in this order (APPNOTE 4.5.3). */
const applyZip64 = (
  sizes: Sizes,
  extra: ExtraReading,
): { sizes: Sizes; fault?: 'zip64' | 'zip64-mismatch' } => {
  const data = extra.zip64;
  const wanted: number[] = [];
  const needs = {
    size: sizes.size === U32_SENTINEL,
    compressedSize: sizes.compressedSize === U32_SENTINEL,
    headerOffset: sizes.headerOffset === U32_SENTINEL,
    disk: sizes.disk === U16_SENTINEL,
  };
  if (data === undefined) {
    const missing = needs.size || needs.compressedSize || needs.headerOffset;
    return missing ? { sizes, fault: 'zip64' } : { sizes };
  }
  const result = { ...sizes };
  let position = 0;
  for (const key of ['size', 'compressedSize', 'headerOffset'] as const) {
    if (!needs[key]) continue;
    if (position + 8 > data.length) return { sizes: result, fault: 'zip64' };
    result[key] = u64(data, position);
    position += 8;
  }
  if (needs.disk) {
    if (position + 4 > data.length) return { sizes: result, fault: 'zip64' };
    result.disk = data.readUInt32LE(position);
    position += 4;
  }
  if (position === data.length) return { sizes: result };
  // More than was asked for: harmless only if a reader that takes all fields in order gets the same values.
  wanted.push(result.size, result.compressedSize, result.headerOffset);
  const full = wanted.slice(0, data.length >>> 3).every((value, index) => u64(data, index * 8) === value);
  const whole = data.length === 28 ? data.readUInt32LE(24) === result.disk : data.length % 8 === 0;
  return full && whole && data.length <= 28 ? { sizes: result } : { sizes: result, fault: 'zip64-mismatch' };
};

/** Reads the record at `position`; undefined where it runs out of the directory. */
export const readRecord = (
  bytes: Buffer,
  position: number,
  recordOffset: number,
  shift: number,
  index: number,
  problems: Problems,
): DirectoryRecord | undefined => {
  const nameSize = bytes.readUInt16LE(position + 28);
  const extraSize = bytes.readUInt16LE(position + 30);
  const commentSize = bytes.readUInt16LE(position + 32);
  const nameStart = position + DIRECTORY_RECORD_SIZE;
  const extraStart = nameStart + nameSize;
  const commentStart = extraStart + extraSize;
  const end = commentStart + commentSize;
  if (end > bytes.length) {
    problems.add('directory-mismatch', `Record ${index} runs out of the central directory.`, recordOffset);
    return undefined;
  }
  const flags = bytes.readUInt16LE(position + 8);
  const rawName = bytes.subarray(nameStart, extraStart);
  const name = decodeName(rawName, (flags & FLAG_UTF8) !== 0);
  const extra = bytes.subarray(extraStart, commentStart);
  const fields = readExtra(extra);
  const at = (inside: number): number => recordOffset + inside - position;
  for (const fault of fields.faults)
    problems.add('extra-field', fault.message, at(extraStart + fault.offset), name);

  for (const fault of unicodePathFaults(fields.unicodePath, rawName))
    problems.add(fault.code, fault.message, at(extraStart), name);

  const { sizes, fault } = applyZip64(
    {
      compressedSize: bytes.readUInt32LE(position + 20),
      size: bytes.readUInt32LE(position + 24),
      disk: bytes.readUInt16LE(position + 34),
      headerOffset: bytes.readUInt32LE(position + 42),
    },
    fields,
  );
  if (fault === 'zip64')
    problems.add(fault, 'A value of 0xFFFFFFFF is not backed by a ZIP64 field.', at(extraStart), name);
  if (fault === 'zip64-mismatch')
    problems.add(fault, 'The ZIP64 field holds values besides those asked for.', at(extraStart), name);
  if (sizes.disk !== 0)
    problems.add(
      'split-archive',
      `The entry is said to begin on disk ${sizes.disk}.`,
      at(position + 34),
      name,
    );
  if (commentSize > 0)
    problems.add('entry-comment', `The entry has a comment of ${commentSize} bytes.`, at(commentStart), name);

  const externalAttributes = bytes.readUInt32LE(position + 38);
  return {
    index,
    name,
    rawName,
    kind: kindOf(name, externalAttributes),
    method: bytes.readUInt16LE(position + 10),
    flags,
    crc32: bytes.readUInt32LE(position + 16),
    compressedSize: sizes.compressedSize,
    size: sizes.size,
    versionMadeBy: bytes.readUInt16LE(position + 4),
    versionNeeded: bytes.readUInt16LE(position + 6),
    dosTime: bytes.readUInt16LE(position + 12),
    dosDate: bytes.readUInt16LE(position + 14),
    internalAttributes: bytes.readUInt16LE(position + 36),
    externalAttributes,
    extra,
    comment: bytes.subarray(commentStart, end),
    headerOffset: sizes.headerOffset + shift,
    recordOffset,
  };
};
