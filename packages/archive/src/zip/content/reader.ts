import { Buffer } from 'node:buffer';
import type { ByteSource, ZipEntry } from '../../types.ts';
import type { ZipProblem } from '../codes.ts';
import { ZipError } from '../error.ts';
import { obstacle } from './outcome.ts';
import { type EntryContent, readEntry } from './read.ts';
import { createWindow } from './window.ts';

export type EntryReader = {
  /** As declared. */
  readonly size: number;
  /** Exactly `length` bytes in memory of the caller's own, or a rejection with a `ZipError`. */
  readonly read: (position: number, length: number) => Promise<Uint8Array>;
  /** What was found wrong so far; complete only once everything was read. */
  readonly problems: () => readonly ZipProblem[];
};

const DEFAULT_CACHE_LIMIT = 16 * 1024 * 1024;

/**
 * Random access to one entry's content. Up to `cacheLimit` bytes (16 MiB) the whole entry is inflated, verified and kept at the
 * first read; a larger one is inflated again and again as far as needed with about that much memory, and is unverified until its
 * end was reached; a large stored one is read where it stands, unverified. Whoever must know first uses `streamEntry`.
 */
export const entryReader = (
  source: ByteSource,
  entry: ZipEntry,
  options: { readonly cacheLimit?: number } = {},
): EntryReader => {
  const limit = options.cacheLimit ?? DEFAULT_CACHE_LIMIT;
  const blocked = obstacle(entry, source.size);
  let known: readonly ZipProblem[] = blocked === undefined ? [] : [blocked];
  let whole: Promise<EntryContent> | undefined;
  const window = entry.method === 8 && entry.size > limit ? createWindow(source, entry, limit) : undefined;

  const readWhole = async (position: number, length: number): Promise<Uint8Array> => {
    whole ??= readEntry(source, entry, limit);
    const { content, problems } = await whole;
    known = problems;
    if (content === undefined)
      throw new ZipError('unreadable-entry', problems[0]?.message ?? 'The content cannot be read.');
    return Buffer.from(content.subarray(position, position + length));
  };

  // One read at a time: the window moves with each.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const result = last.then(work, work);
    last = result;
    return result;
  };

  const read = async (position: number, length: number): Promise<Uint8Array> => {
    if (!(position >= 0 && length >= 0 && position + length <= entry.size))
      throw new ZipError(
        'out-of-range',
        `${length} bytes at ${position} are outside the ${entry.size} of the entry.`,
      );
    if (blocked !== undefined) throw new ZipError('unreadable-entry', blocked.message);
    if (window !== undefined) return inTurn(() => window.read(position, length));
    if (entry.size <= limit) return readWhole(position, length);
    if (entry.size !== entry.compressedSize)
      throw new ZipError('unreadable-entry', 'The entry is stored, but its two sizes differ.');
    return Buffer.from(source.read(entry.dataOffset + position, length));
  };

  return { size: entry.size, read, problems: () => window?.problems() ?? known };
};
