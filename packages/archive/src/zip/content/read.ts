import { Buffer } from 'node:buffer';
import type { ByteSource, ZipEntry } from '../../types.ts';
import type { ZipProblem } from '../codes.ts';
import { streamEntry } from './stream.ts';

export type EntryContent = {
  /** Absent where there is any problem: unsound content is not for use. */
  readonly content?: Uint8Array;
  readonly problems: readonly ZipProblem[];
};

/** Reads a whole entry into memory, if it declares no more than `maxSize` bytes. */
export const readEntry = async (
  source: ByteSource,
  entry: ZipEntry,
  maxSize: number,
): Promise<EntryContent> => {
  if (entry.size > maxSize) {
    const message = `The entry has ${entry.size} bytes, ${maxSize} are allowed here.`;
    // Below zero where a directory that stands too early says so.
    const offset = Math.max(entry.headerOffset, 0);
    return { problems: [{ code: 'size-limit', message, offset, entry: entry.name }] };
  }
  const chunks: Uint8Array[] = [];
  const { problems } = await streamEntry(source, entry, (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  if (problems.length > 0) return { problems };
  const [only] = chunks;
  return { content: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks), problems };
};
