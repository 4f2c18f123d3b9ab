import { type ByteSource, streamEntry, type ZipEntry, type ZipProblem } from '@custody/archive';
import { createTaker, type Scan, type Taken } from './taker.ts';
import type { Course } from './turn.ts';

const MiB = 1024 * 1024;
/** PyPI's idea of a bomb is 50 times; a small archive may well be mostly zeros. */
const RATIO = 100;
const FREE = 256 * MiB;

export type ZipContent = Taken & { readonly problems: readonly ZipProblem[] };

/** What is to be done with one entry's content. */
export type ZipWish = {
  readonly algorithms: ReadonlySet<string>;
  readonly keep: boolean;
  readonly scan: Scan | undefined;
};

/** Reads entries one after another, never more in sum than an honest archive of this size could have. */
export type ZipContents = { readonly read: (entry: ZipEntry, wish: ZipWish) => Promise<ZipContent> };

/** Entries may share bytes of the file, so that a small archive claims endless work: both ends of the work are counted. */
export const readContents = (source: ByteSource, course: Course, maxEntrySize: number): ZipContents => {
  let packed = source.size;
  let produced = Math.max(FREE, source.size * RATIO);
  const refuse = (entry: ZipEntry): string | undefined => {
    if (entry.size > maxEntrySize) return `The entry has ${entry.size} bytes, ${maxEntrySize} are allowed.`;
    if (entry.compressedSize > packed)
      return 'The entries before it have used all bytes of the file: entries overlap.';
    if (entry.size > produced) return `The contents are more than ${RATIO} times the size of the archive.`;
    return undefined;
  };
  return {
    read: async (entry, { algorithms, keep, scan }) => {
      const reason = refuse(entry);
      const taker = createTaker({
        size: entry.size,
        algorithms,
        keep: keep && reason === undefined,
        scan: reason === undefined ? scan : undefined,
      });
      if (reason !== undefined) {
        const problem: ZipProblem = {
          code: 'size-limit',
          message: reason,
          offset: entry.headerOffset,
          entry: entry.name,
        };
        return { ...taker.finish(), problems: [problem] };
      }
      packed -= entry.compressedSize;
      const { problems, size } = await streamEntry(source, entry, (chunk) => {
        course.read(chunk.length);
        taker.take(chunk);
      });
      produced -= size;
      await course.step();
      return { ...taker.finish(), problems };
    },
  };
};
