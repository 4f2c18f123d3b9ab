import { quoteName } from '../../names/index.ts';
import { u64 } from '../bytes.ts';
import { readExtra } from '../extra.ts';
import { decodeName } from '../names/decode.ts';
import { unicodePathFaults } from '../names/unicode-path.ts';
import type { Problems } from '../problems.ts';
import type { DirectoryRecord } from '../record.ts';
import {
  FLAG_DATA_DESCRIPTOR,
  FLAG_UTF8,
  LOCAL_HEADER_SIZE,
  METHOD_STORED,
  U32_SENTINEL,
} from '../records.ts';
import type { LocalHeader } from './local.ts';

type Sizes = { readonly size: number; readonly compressedSize: number };

/**
 * The sizes that a reader of local headers alone would use, or what is wrong with their ZIP64 field. A local ZIP64 field
 * has both sizes (APPNOTE 4.5.3); PyPI also takes the first alone where the entry is stored, and so do we.
 */
const localSizes = (local: LocalHeader, zip64: Buffer | undefined): Sizes | string => {
  const { size, compressedSize } = local;
  const sentinel = size === U32_SENTINEL || compressedSize === U32_SENTINEL;
  if (zip64 === undefined)
    return sentinel ? 'A size of 0xFFFFFFFF is not backed by a ZIP64 field.' : { size, compressedSize };
  if (![0, 8, 16, 24, 28].includes(zip64.length))
    return `The ZIP64 field of the local header has ${zip64.length} bytes.`;
  if (zip64.length === 0)
    return sentinel ? 'The ZIP64 field of the local header is empty.' : { size, compressedSize };
  const long = u64(zip64, 0);
  if (zip64.length === 8) {
    if (local.method !== METHOD_STORED) return 'The ZIP64 field lacks the compressed size.';
    return { size: size === U32_SENTINEL ? long : size, compressedSize: long };
  }
  return { size: size === U32_SENTINEL ? long : size, compressedSize: u64(zip64, 8) };
};

/** Whether the ZIP64 field says anything other than the header for a value that is no sentinel. */
const contradicts = (local: LocalHeader, zip64: Buffer | undefined): boolean => {
  if (zip64 === undefined || zip64.length < 8) return false;
  if (local.size !== U32_SENTINEL && u64(zip64, 0) !== local.size) return true;
  return (
    zip64.length >= 16 && local.compressedSize !== U32_SENTINEL && u64(zip64, 8) !== local.compressedSize
  );
};

const compareSizes = (
  record: DirectoryRecord,
  local: LocalHeader,
  zip64: Buffer | undefined,
  problems: Problems,
): void => {
  const { headerOffset, name } = record;
  const at = headerOffset + 18;
  const sizes = localSizes(local, zip64);
  if (typeof sizes === 'string') {
    problems.add('zip64', sizes, at, name);
    return;
  }
  if (contradicts(local, zip64))
    problems.add(
      'zip64-mismatch',
      'The ZIP64 field of the local header contradicts the header itself.',
      at,
      name,
    );
  // Zero says "see the data descriptor" where there is one (4.4.4, bit 3).
  const follows = (local.flags & FLAG_DATA_DESCRIPTOR) !== 0;
  const equal = (here: number, there: number): boolean => here === there || (follows && here === 0);
  if (!equal(sizes.compressedSize, record.compressedSize))
    problems.add(
      'header-mismatch',
      `The compressed size is ${sizes.compressedSize} in the local header, ${record.compressedSize} in the central directory.`,
      at,
      name,
    );
  if (!equal(sizes.size, record.size))
    problems.add(
      'header-mismatch',
      `The size is ${sizes.size} in the local header, ${record.size} in the central directory.`,
      at + 4,
      name,
    );
};

/** Z06: the local header says the same as the central directory, so that every reader sees the same entry. */
export const compareHeaders = (record: DirectoryRecord, local: LocalHeader, problems: Problems): void => {
  const { name, headerOffset } = record;
  if (!local.rawName.equals(record.rawName)) {
    const shown = quoteName(decodeName(local.rawName, (local.flags & FLAG_UTF8) !== 0));
    problems.add(
      'header-mismatch',
      `The local header's name is ${shown}.`,
      headerOffset + LOCAL_HEADER_SIZE,
      name,
    );
  }
  const extraOffset = local.dataOffset - local.extra.length;
  const extra = readExtra(local.extra);
  for (const fault of extra.faults)
    problems.add('extra-field', fault.message, extraOffset + fault.offset, name);
  for (const fault of unicodePathFaults(extra.unicodePath, local.rawName))
    problems.add(fault.code, fault.message, extraOffset, name);
  compareSizes(record, local, extra.zip64, problems);

  const follows = (local.flags & FLAG_DATA_DESCRIPTOR) !== 0;
  const fields = [
    ['flags', 6, local.flags, record.flags],
    ['method', 8, local.method, record.method],
    ['time', 10, local.dosTime, record.dosTime],
    ['date', 12, local.dosDate, record.dosDate],
    ['CRC-32', 14, follows && local.crc32 === 0 ? record.crc32 : local.crc32, record.crc32],
  ] as const;
  for (const [field, offset, here, there] of fields)
    if (here !== there)
      problems.add(
        'header-field-mismatch',
        `The ${field} is 0x${here.toString(16)} in the local header, 0x${there.toString(16)} in the central directory.`,
        headerOffset + offset,
        name,
      );
  // Z07. Where only the central directory says so, it is a mismatch of flags.
  if (follows)
    problems.add(
      'data-descriptor',
      'The local header says that the sizes follow the data.',
      headerOffset + 6,
      name,
    );
};
