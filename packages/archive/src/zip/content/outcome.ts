import type { ZipEntry } from '../../types.ts';
import type { ZipProblem } from '../codes.ts';

/** What came of reading one entry's content. */
export type EntryOutcome = {
  /** CRC-32 and number of the bytes that were handed over; the entry's own where there are no problems. */
  readonly crc32: number;
  readonly size: number;
  readonly problems: readonly ZipProblem[];
};

export const mismatch = (entry: ZipEntry, message: string, offset: number): ZipProblem => ({
  code: 'content-mismatch',
  message,
  offset,
  entry: entry.name,
});

export const describeExcess = (entry: ZipEntry): string =>
  `The content has more than the ${entry.size} bytes declared.`;

export const describeFailure = (
  entry: ZipEntry,
  { code, message }: { readonly code?: string; readonly message: string },
): string =>
  code === 'Z_BUF_ERROR'
    ? `The deflate stream goes on after its ${entry.compressedSize} bytes.`
    : `The deflate stream is damaged: ${message}.`;

export const describeTrailing = (entry: ZipEntry, consumed: number): string =>
  `The deflate stream ends after ${consumed} of its ${entry.compressedSize} bytes.`;

/** Whether what was produced is what the entry declares. */
export const judgeProduced = (
  entry: ZipEntry,
  produced: { readonly size: number; readonly crc32: number },
): readonly ZipProblem[] => {
  const offset = Math.max(entry.dataOffset, entry.headerOffset);
  if (produced.size !== entry.size)
    return [mismatch(entry, `The content has ${produced.size} bytes, ${entry.size} are declared.`, offset)];
  if (produced.crc32 !== entry.crc32) {
    const [real, declared] = [produced.crc32, entry.crc32].map((crc) => crc.toString(16).padStart(8, '0'));
    return [mismatch(entry, `The content's CRC-32 is ${real}, ${declared} is declared.`, offset)];
  }
  return [];
};

/** Why an entry cannot be read at all, before its first byte. */
export const obstacle = (entry: ZipEntry, fileSize: number): ZipProblem | undefined => {
  const { name, method, flags, dataOffset, headerOffset, compressedSize } = entry;
  const problem = (code: ZipProblem['code'], message: string): ZipProblem => ({
    code,
    message,
    // Below zero where a directory that stands too early says so.
    offset: Math.max(headerOffset, 0),
    entry: name,
  });
  if (dataOffset < 0) return problem('missing-local-header', `No local header is at ${headerOffset}.`);
  if ((flags & 0x2041) !== 0) return problem('encrypted', 'The content is encrypted and cannot be read.');
  if (method !== 0 && method !== 8)
    return problem('compression-method', `The compression method ${method} cannot be read.`);
  if (dataOffset + compressedSize > fileSize)
    return problem(
      'content-mismatch',
      `The entry's ${compressedSize} bytes at ${dataOffset} run over the end of the file at ${fileSize}.`,
    );
  return undefined;
};
