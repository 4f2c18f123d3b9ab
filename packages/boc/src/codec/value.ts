import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { blobBytes, blobCown, blobStart, freeBlob, newBlob, sameBlob } from './blob.ts';
import { type Reader, readNode } from './read.ts';
import {
  SHARED_BYTES,
  TAG_BYTES,
  TAG_FALSE,
  TAG_FLOAT,
  TAG_INT,
  TAG_NULL,
  TAG_TREE,
  TAG_TRUE,
  TAG_UNDEFINED,
} from './tags.ts';
import { writeNode } from './write.ts';
import { giveWriter, takeWriter } from './writer.ts';

/** A value as it stands in a slot: a tag and two words; owns its blob, if it has one. */
export type Encoded = { readonly tag: number; readonly low: number; readonly high: number };

const float = new Float64Array(1);
const halves = new Int32Array(float.buffer);

const UNDEFINED: Encoded = { tag: TAG_UNDEFINED, low: 0, high: 0 };
const NULL: Encoded = { tag: TAG_NULL, low: 0, high: 0 };
const FALSE: Encoded = { tag: TAG_FALSE, low: 0, high: 0 };
const TRUE: Encoded = { tag: TAG_TRUE, low: 0, high: 0 };

/** True for what is encoded without a blob. */
export const isWord = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean';

export const hasBlob = (tag: number): boolean => tag === TAG_TREE || tag === TAG_BYTES;

const encodeNumber = (value: number): Encoded => {
  if ((value | 0) === value && !Object.is(value, -0)) return { tag: TAG_INT, low: value, high: 0 };
  float[0] = value;
  return { tag: TAG_FLOAT, low: halves[0] ?? 0, high: halves[1] ?? 0 };
};

const encodeWord = (value: unknown): Encoded => {
  if (value === undefined) return UNDEFINED;
  if (value === null) return NULL;
  if (typeof value === 'number') return encodeNumber(value);
  return value === true ? TRUE : FALSE;
};

const encodeTree = (thread: Thread, value: unknown, before: Encoded | undefined): Encoded => {
  const writer = takeWriter();
  try {
    writeNode(writer, value);
    const { bytes, at, cowns } = writer;
    if (before?.tag === TAG_TREE && sameBlob(thread, before.low, bytes, at, cowns)) return before;
    const blob = newBlob(thread, at, cowns);
    const start = blobStart(thread, blob);
    if (at > 64) thread.bytes.set(bytes.subarray(0, at), start);
    else for (let index = 0; index < at; index += 1) thread.bytes[start + index] = bytes[index] ?? 0;
    return { tag: TAG_TREE, low: blob, high: 0 };
  } catch (error) {
    throw error instanceof RangeError
      ? new BocError('BOC_UNENCODABLE', 'a value nested too deep, or too large', error)
      : error;
  } finally {
    giveWriter(writer);
  }
};

const encodeBytes = (thread: Thread, value: Uint8Array, before: Encoded | undefined): Encoded => {
  if (
    before?.tag === TAG_BYTES &&
    value.buffer === thread.buffer &&
    value.byteOffset === blobStart(thread, before.low) &&
    value.byteLength === before.high
  )
    return before;
  const blob = newBlob(thread, value.byteLength, []);
  thread.bytes.set(value, blobStart(thread, blob));
  return { tag: TAG_BYTES, low: blob, high: value.byteLength };
};

/**
 * Encodes a value. Answers `before` itself where the value is still what that holds.
 *
 * @throws BocError `BOC_UNENCODABLE` or `BOC_OUT_OF_SHARED_MEMORY`, and whatever a class's own `encode` throws.
 */
export const encode = (thread: Thread, value: unknown, before?: Encoded): Encoded => {
  if (isWord(value)) {
    const word = encodeWord(value);
    return before?.tag === word.tag && before.low === word.low && before.high === word.high ? before : word;
  }
  if (
    value instanceof Uint8Array &&
    value.byteLength >= SHARED_BYTES &&
    Object.getPrototypeOf(value) === Uint8Array.prototype
  )
    return encodeBytes(thread, value, before);
  return encodeTree(thread, value, before);
};

/** True if the bytes that `value` would be encoded to are those of `encoded`. */
export const isStill = (thread: Thread, value: unknown, encoded: Encoded): boolean => {
  if (encoded.tag !== TAG_TREE) return true;
  const writer = takeWriter();
  try {
    writeNode(writer, value);
    return sameBlob(thread, encoded.low, writer.bytes, writer.at, writer.cowns);
  } catch {
    return false;
  } finally {
    giveWriter(writer);
  }
};

const decodeTree = (thread: Thread, blob: number): unknown => {
  const at = blobStart(thread, blob);
  const reader: Reader = {
    bytes: thread.bytes,
    view: thread.view,
    at,
    end: at + blobBytes(thread, blob),
    cownAt: (index) => blobCown(thread, blob, index),
    met: [],
    depth: 0,
  };
  return readNode(reader);
};

/**
 * Decodes a value.
 *
 * @param copy true where bytes must not be a view of shared memory: whoever gets them does not hold the cown.
 * @throws BocError `BOC_UNDECODABLE`, and whatever a class's own `decode` throws.
 */
export const decode = (thread: Thread, { tag, low, high }: Encoded, copy = false): unknown => {
  switch (tag) {
    case TAG_UNDEFINED:
      return undefined;
    case TAG_NULL:
      return null;
    case TAG_FALSE:
      return false;
    case TAG_TRUE:
      return true;
    case TAG_INT:
      return low;
    case TAG_FLOAT:
      halves[0] = low;
      halves[1] = high;
      return float[0];
    case TAG_TREE:
      return decodeTree(thread, low);
    case TAG_BYTES: {
      const view = new Uint8Array(thread.buffer, blobStart(thread, low), high);
      return copy ? new Uint8Array(view) : view;
    }
    default:
      throw new BocError('BOC_UNDECODABLE', `a value of unknown kind ${tag}`);
  }
};

/** Gives back what an encoded value owns; cowns that nobody else refers to are added to `orphans`. */
export const discard = (thread: Thread, { tag, low }: Encoded, orphans: number[]): void => {
  if (hasBlob(tag)) freeBlob(thread, low, orphans);
};
