import { createDigester, type Digests } from './digest.ts';

/** How much of a file's beginning is kept to tell by its magic what it is. */
export const HEAD_SIZE = 64;

/** Sees the content's beginning, and may then take all of the content in chunks that are valid only during the call. */
export type Scan = (head: Uint8Array) => ((chunk: Uint8Array) => void) | undefined;

export type TakerOptions = {
  /** The size that the archive declares: no more than that is ever taken. */
  readonly size: number;
  readonly algorithms: ReadonlySet<string>;
  readonly keep: boolean;
  readonly scan: Scan | undefined;
};

/** What is known of a content after it went by. */
export type Taken = Digests & {
  readonly head: Uint8Array;
  readonly size: number;
  readonly content: Uint8Array | undefined;
};

export type Taker = { readonly take: (chunk: Uint8Array) => void; readonly finish: () => Taken };

/** Lets a content go by once: hashes it, holds its head, keeps it if asked, and shows it to a scan. */
export const createTaker = ({ size, algorithms, keep, scan }: TakerOptions): Taker => {
  const digester = createDigester(size, algorithms);
  const kept: Buffer[] = [];
  let head = Buffer.alloc(0);
  let seen = 0;
  let started = false;
  let consumer: ((chunk: Uint8Array) => void) | undefined;
  const start = (): void => {
    started = true;
    consumer = scan?.(head);
  };
  return {
    take: (chunk) => {
      digester.update(chunk);
      seen += chunk.length;
      // Chunks die with the call.
      if (keep) kept.push(Buffer.from(chunk));
      if (started) {
        consumer?.(chunk);
        return;
      }
      const before = head;
      const part = chunk.subarray(0, HEAD_SIZE - head.length);
      head = before.length === 0 ? Buffer.from(part) : Buffer.concat([before, part]);
      if (head.length < HEAD_SIZE) return;
      start();
      if (before.length > 0) consumer?.(before);
      consumer?.(chunk);
    },
    finish: () => {
      // A content that ended before its head was full, or has nothing at all.
      if (!started) {
        start();
        if (head.length > 0) consumer?.(head);
      }
      const [only] = kept;
      const content = kept.length === 1 ? only : Buffer.concat(kept);
      return { ...digester.finish(), head, size: seen, content: keep ? content : undefined };
    },
  };
};
