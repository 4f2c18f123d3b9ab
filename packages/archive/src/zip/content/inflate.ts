import { Buffer } from 'node:buffer';
import { createInflateRaw, inflateRawSync, type ZlibOptions } from 'node:zlib';
import type { ByteSource, ZipEntry } from '../../types.ts';
import { feedTo } from './feed.ts';
import { mismatch } from './outcome.ts';
import { release } from './release.ts';

/** Deflate cannot do better than 1032:1, whatever size an entry declares. */
const MAX_RATIO = 1032;
const IN_CHUNK = 256 * 1024;
const OUT_CHUNK = 256 * 1024;

type ZlibError = Error & { readonly code?: string };

const describeExcess = (entry: ZipEntry): string =>
  `The content has more than the ${entry.size} bytes declared.`;

const describeFailure = (entry: ZipEntry, error: ZlibError): string => {
  if (error.code === 'ERR_BUFFER_TOO_LARGE') return describeExcess(entry);
  if (error.code === 'Z_BUF_ERROR')
    return `The deflate stream goes on after its ${entry.compressedSize} bytes.`;
  return `The deflate stream is damaged: ${error.message}.`;
};

const describeTrailing = (entry: ZipEntry, consumed: number): string =>
  `The deflate stream ends after ${consumed} of its ${entry.compressedSize} bytes.`;

type ZlibInfo = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

/** Inflates a small entry in one call, into fresh memory; stops one byte after the declared size. */
export const inflateWhole = (
  source: ByteSource,
  entry: ZipEntry,
): { readonly content: Uint8Array } | { readonly problem: ReturnType<typeof mismatch> } => {
  const { dataOffset, compressedSize, size } = entry;
  const possible = Math.min(size, compressedSize * MAX_RATIO) + 1;
  try {
    const { buffer, engine } = inflateRawSync(source.read(dataOffset, compressedSize), {
      info: true,
      maxOutputLength: possible,
      // One chunk for all of it spares zlib's copying of pieces.
      chunkSize: Math.max(64, possible),
    }) as unknown as ZlibInfo;
    if (buffer.length > size) return { problem: mismatch(entry, describeExcess(entry), dataOffset) };
    return engine.bytesWritten === compressedSize
      ? { content: buffer }
      : {
          problem: mismatch(
            entry,
            describeTrailing(entry, engine.bytesWritten),
            dataOffset + engine.bytesWritten,
          ),
        };
  } catch (error) {
    return { problem: mismatch(entry, describeFailure(entry, error as ZlibError), dataOffset) };
  }
};

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
 * Inflates an entry of any size in chunks. Never gives more than the declared size, and never holds more than a few chunks.
 * Ends with the problem that stopped it, if any.
 */
export const inflateChunks = async function* (
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
    return mismatch(entry, describeFailure(entry, error as ZlibError), entry.dataOffset);
  } finally {
    feed.stop();
    inflate.destroy();
  }
  const consumed = inflate.bytesWritten;
  return consumed === entry.compressedSize
    ? undefined
    : mismatch(entry, describeTrailing(entry, consumed), entry.dataOffset + consumed);
};
