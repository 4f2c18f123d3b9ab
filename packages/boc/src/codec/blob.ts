import { allocate, free } from '../arena/allocate.ts';
import { classFor } from '../arena/classes.ts';
import { dropReference, retain } from '../cown/slot.ts';
import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';

/** A blob: size class, bytes, cowns, their slots, then the bytes. It holds one reference to each of its cowns. */
const BLOB_CLASS = 0;
const BLOB_BYTES = 1;
const BLOB_COWNS = 2;
const BLOB_SLOTS = 3;

export const blobBytes = (thread: Thread, blob: number): number => thread.port.get(blob + BLOB_BYTES);
export const blobCowns = (thread: Thread, blob: number): number => thread.port.get(blob + BLOB_COWNS);
export const blobCown = (thread: Thread, blob: number, index: number): number =>
  thread.port.get(blob + BLOB_SLOTS + index);
/** The first byte of its content. */
export const blobStart = (thread: Thread, blob: number): number =>
  (blob + BLOB_SLOTS + thread.port.get(blob + BLOB_COWNS)) * 4;

/** A blob of `length` bytes, their content still to be written. */
export const newBlob = (thread: Thread, length: number, cowns: readonly number[]): number => {
  const { port, self } = thread;
  const size = classFor(BLOB_SLOTS + cowns.length + ((length + 3) >>> 2));
  const blob = allocate(port, self, size);
  if (blob === 0)
    throw new BocError(
      'BOC_OUT_OF_SHARED_MEMORY',
      `${length} bytes do not fit into the shared memory of ${thread.buffer.byteLength / 2 ** 20} MiB; start with a larger \`memory\`, or keep less`,
    );
  port.set(blob + BLOB_CLASS, size);
  port.set(blob + BLOB_BYTES, length);
  port.set(blob + BLOB_COWNS, cowns.length);
  for (let index = 0; index < cowns.length; index += 1) {
    const cown = cowns[index] ?? 0;
    port.set(blob + BLOB_SLOTS + index, cown);
    retain(port, cown);
  }
  return blob;
};

/** Frees a blob; cowns that nobody else refers to are added to `orphans`. */
export const freeBlob = (thread: Thread, blob: number, orphans: number[]): void => {
  const { port, self } = thread;
  for (let index = blobCowns(thread, blob) - 1; index >= 0; index -= 1) {
    const cown = blobCown(thread, blob, index);
    if (dropReference(port, cown)) orphans.push(cown);
  }
  free(port, self, blob, port.get(blob + BLOB_CLASS));
};

/** True if a blob holds just these bytes and cowns: publishing it again would change nothing. */
export const sameBlob = (
  thread: Thread,
  blob: number,
  bytes: Uint8Array,
  length: number,
  cowns: readonly number[],
): boolean => {
  if (blobBytes(thread, blob) !== length || blobCowns(thread, blob) !== cowns.length) return false;
  for (let index = 0; index < cowns.length; index += 1)
    if (blobCown(thread, blob, index) !== cowns[index]) return false;
  const start = blobStart(thread, blob);
  if (length > 256) return thread.bytes.compare(bytes, 0, length, start, start + length) === 0;
  const shared = thread.bytes;
  for (let index = 0; index < length; index += 1) if (shared[start + index] !== bytes[index]) return false;
  return true;
};
