import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { ByteSource, ZipEntry } from '../../types.ts';
import { leaveEngine, takeEngine } from './engine.ts';
import { inflateChunks, inflateWhole, isSmall } from './inflate.ts';
import { type EntryOutcome, judgeProduced, obstacle } from './outcome.ts';
import { copyStored } from './stored.ts';

/**
 * Takes the next bytes of the content. They are valid until it returns or its promise settles, which is waited for; after that
 * their memory is used for other content.
 */
export type OnChunk = (chunk: Uint8Array) => void | Promise<void>;

/** Inflating this much takes some twenty milliseconds: then others on this thread have their turn. */
const BYTES_PER_TURN = 8 * 1024 * 1024;

/** A small entry, in one call and without a turn of the event loop; undefined where this Node has no engine. */
const streamSmall = async (
  source: ByteSource,
  entry: ZipEntry,
  onChunk: OnChunk,
): Promise<EntryOutcome | undefined> => {
  const engine = takeEngine();
  if (engine === undefined) return undefined;
  try {
    const whole = inflateWhole(engine, source, entry);
    if ('problem' in whole) return { crc32: 0, size: 0, problems: [whole.problem] };
    const { content } = whole;
    const produced = { size: content.length, crc32: crc32(content) };
    const problems = judgeProduced(entry, produced);
    const pending = content.length > 0 ? onChunk(content) : undefined;
    if (pending !== undefined) await pending;
    return { ...produced, problems };
  } finally {
    leaveEngine(engine);
  }
};

const streamLarge = async (source: ByteSource, entry: ZipEntry, onChunk: OnChunk): Promise<EntryOutcome> => {
  let size = 0;
  let crc = 0;
  let turn = BYTES_PER_TURN;
  const chunks = inflateChunks(source, entry);
  try {
    for (;;) {
      const step = await chunks.next();
      if (step.done === true) {
        const problems = step.value === undefined ? judgeProduced(entry, { size, crc32: crc }) : [step.value];
        return { crc32: crc, size, problems };
      }
      size += step.value.length;
      crc = crc32(step.value, crc);
      const pending = onChunk(step.value);
      if (pending !== undefined) await pending;
      if (size < turn) continue;
      turn = size + BYTES_PER_TURN;
      await setImmediate();
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
export const streamEntry = async (
  source: ByteSource,
  entry: ZipEntry,
  onChunk: OnChunk,
): Promise<EntryOutcome> => {
  const blocked = obstacle(entry, source.size);
  if (blocked !== undefined) return { crc32: 0, size: 0, problems: [blocked] };
  if (entry.method === 0) return copyStored(source, entry, onChunk);
  const small = isSmall(entry) ? await streamSmall(source, entry, onChunk) : undefined;
  return small ?? streamLarge(source, entry, onChunk);
};
