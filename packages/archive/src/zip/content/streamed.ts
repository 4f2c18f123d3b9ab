import { Buffer } from 'node:buffer';
import { createInflateRaw, type ZlibOptions } from 'node:zlib';
import type { ByteSource, ZipEntry } from '../../types.ts';
import { feedTo } from './feed.ts';
import { describeExcess, describeFailure, describeTrailing, mismatch } from './outcome.ts';
import { release } from './release.ts';

const IN_CHUNK = 256 * 1024;
const OUT_CHUNK = 256 * 1024;

/** Pieces of the compressed data, each valid until the next: zlib, on another thread, is done with one before it asks for more. */
const compressedChunks = function* (source: ByteSource, entry: ZipEntry): Generator<Buffer> {
  const scratch = Buffer.allocUnsafeSlow(Math.min(IN_CHUNK, entry.compressedSize));
  const end = entry.dataOffset + entry.compressedSize;
  for (let position = entry.dataOffset; position < end; position += IN_CHUNK) {
    const piece = source.read(position, Math.min(IN_CHUNK, end - position));
    scratch.set(piece);
    yield scratch.subarray(0, piece.length);
  }
  release(scratch);
};

/**
 * Inflates an entry of any size in chunks by Node's stream, on its other threads: for a Node that has no engine. Never gives more than
 * the declared size, and never holds more than a few chunks. Ends with the problem that stopped it, if any.
 */
export const inflateStreamed = async function* (
  source: ByteSource,
  entry: ZipEntry,
): AsyncGenerator<Uint8Array, ReturnType<typeof mismatch> | undefined> {
  const inflate = createInflateRaw({ chunkSize: OUT_CHUNK, writableHighWaterMark: 1 } as ZlibOptions);
  const feed = feedTo(inflate, compressedChunks(source, entry));
  let produced = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      const room = entry.size - produced;
      produced += chunk.length;
      if (chunk.length > room) {
        if (room > 0) yield chunk.subarray(0, room);
        return mismatch(entry, describeExcess(entry), entry.dataOffset);
      }
      yield chunk;
    }
  } catch (error) {
    if (feed.failed()) throw error;
    return mismatch(
      entry,
      describeFailure(entry, error as Error & { readonly code?: string }),
      entry.dataOffset,
    );
  } finally {
    feed.stop();
    inflate.destroy();
  }
  const consumed = inflate.bytesWritten;
  return consumed === entry.compressedSize
    ? undefined
    : mismatch(entry, describeTrailing(entry, consumed), entry.dataOffset + consumed);
};
