import { Buffer } from 'node:buffer';
import { release } from './release.ts';

/** A contiguous run of an entry's content, held as the chunks in which it came. */
export type Zone = {
  readonly start: () => number;
  readonly end: () => number;
  readonly append: (chunk: Uint8Array) => void;
  /** Drops whole chunks from the front and gives their memory back, as long as `keep` bytes stay and nothing from `needed` on is lost. */
  readonly trim: (keep: number, needed: number) => void;
  /** The bytes of a range in fresh memory, or undefined where the zone does not hold all of it. */
  readonly slice: (position: number, length: number) => Uint8Array | undefined;
};

export const createZone = (origin: number): Zone => {
  const chunks: Uint8Array[] = [];
  let start = origin;
  let end = origin;
  return {
    start: () => start,
    end: () => end,
    append: (chunk) => {
      chunks.push(chunk);
      end += chunk.length;
    },
    trim: (keep, needed) => {
      for (let first = chunks[0]; first !== undefined; first = chunks[0]) {
        if (end - start - first.length < keep || start + first.length > needed) return;
        chunks.shift();
        start += first.length;
        // Last: it has no length any more.
        release(first);
      }
    },
    slice: (position, length) => {
      if (position < start || position + length > end) return undefined;
      const result = Buffer.allocUnsafe(length);
      let at = start;
      for (const chunk of chunks) {
        const from = Math.max(position - at, 0);
        const to = Math.min(position + length - at, chunk.length);
        if (from < to) result.set(chunk.subarray(from, to), at + from - position);
        at += chunk.length;
      }
      return result;
    },
  };
};
