import { crc32 } from 'node:zlib';
import type { ByteSource, ZipEntry } from '../../types.ts';
import { inflateChunks, inflateWhole } from './inflate.ts';
import { type EntryOutcome, judgeProduced, obstacle } from './outcome.ts';
import { release, releaseAll } from './release.ts';
import { copyStored } from './stored.ts';

/**
 * Takes the next bytes of the content. They are valid until it returns or its promise settles, which is waited for; after that
 * their memory is given back, and a view that was kept is empty.
 */
export type OnChunk = (chunk: Uint8Array) => void | Promise<void>;

const KiB = 1024;

/**
 * Up to these sizes an entry is inflated in one call, without a turn of the event loop. Larger blocks, taken and given back, cost
 * memory that the allocator keeps, and save no time.
 */
export const isSmall = (entry: ZipEntry): boolean =>
  entry.compressedSize <= 256 * KiB && entry.size <= 512 * KiB;

/** As `streamEntry`; but inflated chunks stay valid where `keep` says so. */
export const streamChunks = async (
  source: ByteSource,
  entry: ZipEntry,
  onChunk: OnChunk,
  keep: boolean,
): Promise<EntryOutcome> => {
  const blocked = obstacle(entry, source.size);
  if (blocked !== undefined) return { crc32: 0, size: 0, problems: [blocked] };
  if (entry.method === 0) return copyStored(source, entry, onChunk);
  if (isSmall(entry)) {
    const whole = inflateWhole(source, entry);
    if ('problem' in whole) return { crc32: 0, size: 0, problems: [whole.problem] };
    const { content } = whole;
    const produced = { size: content.length, crc32: crc32(content) };
    const problems = judgeProduced(entry, produced);
    const pending = content.length > 0 ? onChunk(content) : undefined;
    if (pending !== undefined) await pending;
    // Inflated in one call, it has room for one byte more than declared.
    if (!keep) release(content, 1);
    return { ...produced, problems };
  }
  let size = 0;
  let crc = 0;
  let last: Uint8Array | undefined;
  const chunks = inflateChunks(source, entry);
  try {
    for (;;) {
      const step = await chunks.next();
      if (step.done === true) {
        // After a sound end zlib is done with the rest of it; after another it may be writing yet.
        if (!keep && step.value === undefined && last !== undefined) releaseAll(last);
        const problems = step.value === undefined ? judgeProduced(entry, { size, crc32: crc }) : [step.value];
        return { crc32: crc, size, problems };
      }
      size += step.value.length;
      crc = crc32(step.value, crc);
      const pending = onChunk(step.value);
      if (pending !== undefined) await pending;
      if (!keep) release(step.value);
      last = step.value;
    }
  } finally {
    // Frees zlib's memory if `onChunk` throws.
    await chunks.return(undefined);
  }
};

/**
 * Reads one entry's content, handing it over in chunks, with bounded memory: no more than the declared size is ever handed
 * over, and a bomb is stopped there. The outcome says whether the deflate stream ends exactly where the entry's data ends and
 * gives the declared size and CRC-32; only with the end known may the content be trusted.
 * Rejects only with what the source or `onChunk` throws.
 */
export const streamEntry = (source: ByteSource, entry: ZipEntry, onChunk: OnChunk): Promise<EntryOutcome> =>
  streamChunks(source, entry, onChunk, false);
