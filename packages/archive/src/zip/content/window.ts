import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { ByteSource, ZipEntry } from '../../types.ts';
import type { ZipProblem } from '../codes.ts';
import { ZipError } from '../error.ts';
import { inflateChunks } from './inflate.ts';
import { judgeProduced } from './outcome.ts';
import { createZone, type Zone } from './zone.ts';

/** Going back means inflating from the start: more often than this is an attack on the reader's time. */
const MAX_RESTARTS = 64;

type Reads = {
  readonly read: (position: number, length: number) => Promise<Uint8Array>;
  readonly problems: () => readonly ZipProblem[];
};

/**
 * Reads ranges of a deflated entry that is too large to hold: inflates forward, keeps the beginning, the end (where binaries
 * have their tables) and a window behind the last position, and begins again for what lies before the window.
 */
export const createWindow = (source: ByteSource, entry: ZipEntry, memory: number): Reads => {
  const share = Math.floor(memory / 4);
  let restarts = 0;
  let problems: readonly ZipProblem[] = [];
  let stream = inflateChunks(source, entry);
  let crc = 0;
  let ended = false;
  let window = createZone(0);
  const head = createZone(0);
  let tail: Zone | undefined;

  const restart = async (): Promise<void> => {
    await stream.return(undefined);
    restarts += 1;
    if (restarts > MAX_RESTARTS)
      throw new ZipError(
        'too-many-restarts',
        `Reading went back ${restarts} times in a content of ${entry.size} bytes.`,
      );
    stream = inflateChunks(source, entry);
    crc = 0;
    ended = false;
    window = createZone(0);
  };

  /** Inflates one chunk more; false at the end. */
  const advance = async (needed: number): Promise<boolean> => {
    if (ended) return false;
    const step = await stream.next();
    if (step.done === true) {
      const produced = { size: window.end(), crc32: crc };
      problems = step.value === undefined ? judgeProduced(entry, produced) : [step.value];
      tail ??= window;
      ended = true;
      return false;
    }
    // Copies: the chunk's memory is used again for the next, and the window gives that of its own back.
    if (head.end() === window.end() && head.end() < share) head.append(Buffer.from(step.value));
    crc = crc32(step.value, crc);
    window.append(Buffer.from(step.value));
    window.trim(share, needed);
    return true;
  };

  const read = async (position: number, length: number): Promise<Uint8Array> => {
    const held = head.slice(position, length) ?? tail?.slice(position, length);
    if (held !== undefined) return held;
    if (position < window.start()) await restart();
    while (window.end() < position + length && (await advance(position)));
    // The last byte alone does not tell how the stream ends.
    if (window.end() === entry.size) await advance(position);
    const found = window.slice(position, length);
    if (found !== undefined) return found;
    throw new ZipError(
      'unreadable-entry',
      problems[0]?.message ?? `The content ends before ${position + length}.`,
    );
  };

  return { read, problems: () => problems };
};
