import type { ByteSource, ZipEntry } from '../../types.ts';
import type { ZipProblem } from '../codes.ts';
import { type Engine, leaveEngine, OUTPUT, takeEngine } from './engine.ts';
import { describeExcess, describeFailure, describeTrailing, mismatch } from './outcome.ts';
import { inflateStreamed } from './streamed.ts';

const KiB = 1024;
/** Small enough that what it inflates to mostly fits into the output, so that no input is read twice. */
const IN_CHUNK = 128 * KiB;

/** Up to these sizes an entry is inflated in one call: it is handed over whole, or not at all. */
export const isSmall = (entry: ZipEntry): boolean =>
  entry.compressedSize <= 256 * KiB && entry.size <= 512 * KiB;

/** Inflates a small entry in one call, into the engine's memory; stops one byte after the declared size. */
export const inflateWhole = (
  engine: Engine,
  source: ByteSource,
  entry: ZipEntry,
): { readonly content: Uint8Array } | { readonly problem: ZipProblem } => {
  const { dataOffset, compressedSize, size } = entry;
  const step = engine.step(source.read(dataOffset, compressedSize), size + 1);
  const { produced, unused } = step;
  const refused = (message: string, offset = dataOffset) => ({ problem: mismatch(entry, message, offset) });
  if (produced > size) return refused(describeExcess(entry));
  const failure = step.failure ?? (unused === 0 ? engine.unended() : undefined);
  if (failure !== undefined) return refused(describeFailure(entry, failure));
  const consumed = compressedSize - unused;
  if (unused > 0) return refused(describeTrailing(entry, consumed), dataOffset + consumed);
  return { content: engine.output.subarray(0, produced) };
};

const inflateBy = function* (
  engine: Engine,
  source: ByteSource,
  entry: ZipEntry,
): Generator<Uint8Array, ZipProblem | undefined> {
  const { dataOffset, compressedSize, size } = entry;
  let consumed = 0;
  let produced = 0;
  for (;;) {
    // Read anew where the last step left some of it: who took the chunk may have used the source, and with it its memory.
    const input = source.read(dataOffset + consumed, Math.min(IN_CHUNK, compressedSize - consumed));
    const step = engine.step(input, OUTPUT);
    const room = size - produced;
    produced += step.produced;
    consumed += input.length - step.unused;
    if (step.produced > room) {
      if (room > 0) yield engine.output.subarray(0, room);
      return mismatch(entry, describeExcess(entry), dataOffset);
    }
    if (step.failure !== undefined) return mismatch(entry, describeFailure(entry, step.failure), dataOffset);
    if (step.produced > 0) yield engine.output.subarray(0, step.produced);
    // With room left in the output, zlib wants more input, or has seen the end of the stream.
    if (step.produced === OUTPUT) continue;
    if (step.unused > 0) return mismatch(entry, describeTrailing(entry, consumed), dataOffset + consumed);
    if (consumed < compressedSize) continue;
    const unended = engine.unended();
    return unended === undefined ? undefined : mismatch(entry, describeFailure(entry, unended), dataOffset);
  }
};

const inflateLeased = function* (
  engine: Engine,
  source: ByteSource,
  entry: ZipEntry,
): Generator<Uint8Array, ZipProblem | undefined> {
  try {
    return yield* inflateBy(engine, source, entry);
  } finally {
    leaveEngine(engine);
  }
};

/**
 * Inflates an entry of any size in chunks, each valid until the next is asked for. Never gives more than the declared size, and holds no
 * more than a chunk. Ends with the problem that stopped it, if any. Throws what the source throws.
 */
export const inflateChunks = (
  source: ByteSource,
  entry: ZipEntry,
): Generator<Uint8Array, ZipProblem | undefined> | AsyncGenerator<Uint8Array, ZipProblem | undefined> => {
  const engine = takeEngine();
  return engine === undefined ? inflateStreamed(source, entry) : inflateLeased(engine, source, entry);
};
