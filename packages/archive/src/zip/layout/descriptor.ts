import type { ByteSource } from '../../types.ts';
import { peek, u64 } from '../bytes.ts';
import type { DirectoryRecord } from '../record.ts';
import { DATA_DESCRIPTOR } from '../records.ts';

const LONGEST = 24;

/**
 * Length of the data descriptor at `position` (APPNOTE 4.3.9): with or without signature, 32 or 64-bit sizes. 0 where the
 * bytes are none that agrees with the central directory.
 */
export const descriptorSize = (source: ByteSource, position: number, record: DirectoryRecord): number => {
  const bytes = peek(source, position, LONGEST);
  for (const signature of [4, 0]) {
    if (signature === 4 && (bytes.length < 4 || bytes.readUInt32LE(0) !== DATA_DESCRIPTOR)) continue;
    if (bytes.length < signature + 12 || bytes.readUInt32LE(signature) !== record.crc32) continue;
    const sizes = signature + 4;
    // 64-bit first: a short one never has eight bytes that read as a long one of the same sizes, unless both are zero.
    if (
      bytes.length >= sizes + 16 &&
      u64(bytes, sizes) === record.compressedSize &&
      u64(bytes, sizes + 8) === record.size &&
      record.compressedSize !== 0
    )
      return sizes + 16;
    if (bytes.readUInt32LE(sizes) === record.compressedSize && bytes.readUInt32LE(sizes + 4) === record.size)
      return sizes + 8;
  }
  return 0;
};
