import { crc32 } from 'node:zlib';
import type { ByteSource, ZipEntry } from '../../types.ts';
import { type EntryOutcome, judgeProduced, mismatch } from './outcome.ts';
import type { OnChunk } from './stream.ts';

const CHUNK = 1024 * 1024;

/** Hands over a stored entry as it stands in the file. */
export const copyStored = async (
  source: ByteSource,
  entry: ZipEntry,
  onChunk: OnChunk,
): Promise<EntryOutcome> => {
  const { dataOffset, compressedSize, size } = entry;
  if (compressedSize !== size) {
    const message = `The entry is stored, but has ${compressedSize} bytes where ${size} are declared.`;
    return { crc32: 0, size: 0, problems: [mismatch(entry, message, dataOffset)] };
  }
  let crc = 0;
  for (let done = 0; done < size; done += CHUNK) {
    const chunk = source.read(dataOffset + done, Math.min(CHUNK, size - done));
    crc = crc32(chunk, crc);
    const pending = onChunk(chunk);
    if (pending !== undefined) await pending;
  }
  return { crc32: crc, size, problems: judgeProduced(entry, { size, crc32: crc }) };
};
