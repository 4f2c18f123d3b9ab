import { decode, encode } from '../codec/value.ts';
import { TAG_TREE } from '../codec/tags.ts';
import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { textOfError } from '../errors/text.ts';
import { blobCowns, freeBlob } from '../codec/blob.ts';
import { enlistContainer } from './containers.ts';
import { COWN_POISON } from './slot.ts';

/** The error that makes a cown unavailable, the same for everybody, or undefined. */
export const poisonOf = (thread: Thread, slot: number): unknown => {
  const blob = thread.port.load(slot + COWN_POISON);
  if (blob === 0) return undefined;
  try {
    return decode(thread, { tag: TAG_TREE, low: blob, high: 0 }, true);
  } catch {
    return new BocError('BOC_UNDECODABLE', 'this cown is unavailable, and the reason cannot be told here');
  }
};

/** Makes a cown whose value could not be decoded unavailable; answers the reason that everybody is told. */
export const undecodable = (thread: Thread, slot: number, cause: unknown): unknown => {
  const what = textOfError(cause);
  const error = new BocError(
    'BOC_UNDECODABLE',
    `this cown is unavailable for good: its value could not be decoded on thread ${thread.self}: ${what}`,
    cause,
  );
  poison(thread, slot, error);
  // Whoever came first has told the reason.
  return poisonOf(thread, slot) ?? error;
};

/** Makes a cown unavailable for good. The first reason stays; memory that is used up leaves none. */
export const poison = (thread: Thread, slot: number, error: Error): void => {
  try {
    const { low } = encode(thread, error);
    if (thread.port.compareExchange(slot + COWN_POISON, 0, low) !== 0) freeBlob(thread, low, []);
    else if (blobCowns(thread, low) > 0) enlistContainer(thread, slot);
  } catch {
    // Nothing can be said any more; the value itself is still undecodable for the next one.
  }
};
