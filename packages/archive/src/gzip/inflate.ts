import { createInflateRaw } from 'node:zlib';
import type { ByteSource } from '../types.ts';

const INPUT = 64 * 1024;
const OUTPUT = 64 * 1024;

/** How a deflate stream ended, and the offset behind its last byte (for `corrupt`: the start of the piece that broke). */
export type InflateEnd = {
  readonly kind: 'end' | 'corrupt' | 'out-of-input' | 'stopped';
  readonly offset: number;
};

type Progress = {
  state: 'open' | 'corrupt' | 'stopped' | 'failed';
  failure?: unknown;
  ended: boolean;
  fed: number;
  /** Resumes whoever waits for zlib. */
  wake: () => void;
};

/**
 * Inflates the deflate stream that begins at `offset` and gives each piece of output to `sink` (valid only during the
 * call) with the number of input bytes handed to zlib so far; `sink` returns false to stop. The end is found to the byte.
 * What `sink` throws rejects the promise. Memory: one input and one output buffer.
 */
export const inflateFrom = async (
  source: ByteSource,
  offset: number,
  sink: (chunk: Uint8Array, consumed: number) => boolean,
): Promise<InflateEnd> => {
  const inflate = createInflateRaw({ chunkSize: OUTPUT });
  const progress: Progress = { state: 'open', ended: false, fed: 0, wake: () => {} };
  const leave = (state: Progress['state'], failure?: unknown): void => {
    if (progress.state === 'open') Object.assign(progress, { state, failure });
    inflate.destroy();
    progress.wake();
  };
  inflate.on('error', () => leave('corrupt'));
  inflate.on('end', () => {
    progress.ended = true;
    progress.wake();
  });
  inflate.on('data', (chunk: Buffer) => {
    if (progress.state !== 'open') return;
    try {
      if (!sink(chunk, progress.fed)) leave('stopped');
    } catch (error) {
      leave('failed', error);
    }
  });
  try {
    while (progress.state === 'open') {
      const length = Math.min(INPUT, source.size - offset - progress.fed);
      if (length <= 0) return { kind: 'out-of-input', offset: source.size };
      // A copy: a source may reuse its buffer for the next read, and zlib works on another thread.
      const piece = Buffer.from(source.read(offset + progress.fed, length));
      progress.fed += length;
      await new Promise<void>((resolve) => {
        progress.wake = resolve;
        inflate.write(piece, () => resolve());
      });
      // zlib leaves input alone only when the stream has ended; the last output may still be on its way.
      if (progress.state !== 'open' || inflate.bytesWritten === progress.fed) continue;
      const end = offset + inflate.bytesWritten;
      if (!progress.ended) await new Promise<void>((resolve) => (progress.wake = resolve));
      if (progress.ended) return { kind: 'end', offset: end };
    }
    if (progress.state === 'failed') throw progress.failure;
    return {
      kind: progress.state === 'stopped' ? 'stopped' : 'corrupt',
      offset: offset + Math.max(0, progress.fed - INPUT),
    };
  } finally {
    inflate.destroy();
  }
};
