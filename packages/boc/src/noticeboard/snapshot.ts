import { blobBytes, blobCown, blobCowns, blobStart } from '../codec/blob.ts';
import { type Reader, readNode } from '../codec/read.ts';
import { TAG_TREE, TAG_UNDEFINED } from '../codec/tags.ts';
import { decode, discard, type Encoded, hasBlob } from '../codec/value.ts';
import { retain } from '../cown/slot.ts';
import { destroy, unreference } from '../cown/store.ts';
import type { Thread } from '../context/thread.ts';
import { BOARD, BOARD_ENTRIES, BOARD_ENTRY_WORDS, BOARD_LOCK, BOARD_VERSION } from '../memory/layout.ts';
import { BocError } from '../errors/errors.ts';
import { textOfError } from '../errors/text.ts';
import { lock, unlock } from '../memory/lock.ts';
import { textOf } from '../registry/log.ts';
import { deepFreeze } from './freeze.ts';

/** An entry's words: key's number (0 is none), tag, low, high. */
export const entryAt = (index: number): number => BOARD + index * BOARD_ENTRY_WORDS;
export const entryValue = ({ port }: Thread, entry: number): Encoded => ({
  tag: port.get(entry + 1),
  low: port.get(entry + 2),
  high: port.get(entry + 3),
});

/** A value taken out of the board under its lock: bytes copied, cowns referred to, to be decoded without the lock. */
export type Copy =
  | { readonly key: number; readonly kind: 'word'; readonly value: Encoded }
  | {
      readonly key: number;
      readonly kind: 'bytes';
      readonly tag: number;
      readonly bytes: Buffer;
      readonly cowns: readonly number[];
    };

export const copyOf = (here: Thread, entry: number): Copy => {
  const { port, bytes } = here;
  const key = port.get(entry);
  const value = entryValue(here, entry);
  if (!hasBlob(value.tag)) return { key, kind: 'word', value };
  const from = blobStart(here, value.low);
  const cowns = Array.from({ length: blobCowns(here, value.low) }, (_, index) =>
    blobCown(here, value.low, index),
  );
  for (const cown of cowns) retain(port, cown);
  return {
    key,
    kind: 'bytes',
    tag: value.tag,
    bytes: Buffer.from(bytes.subarray(from, from + blobBytes(here, value.low))),
    cowns,
  };
};

export const openCopy = (here: Thread, copy: Copy): unknown => {
  if (copy.kind === 'word') return decode(here, copy.value);
  const { bytes, cowns } = copy;
  const reader: Reader = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
    end: bytes.length,
    cownAt: (index) => cowns[index] ?? 0,
    met: [],
    depth: 0,
  };
  try {
    // A tree tells its kind itself; shared bytes are just bytes.
    return copy.tag === TAG_TREE ? readNode(reader) : new Uint8Array(bytes);
  } finally {
    for (const cown of cowns) unreference(here, cown);
  }
};

/** What stands in a snapshot for a notice that could not be decoded on this thread. */
const unreadable = new WeakSet<object>();

/** True for the error that stands in a snapshot in place of a notice. */
export const isUnreadable = (value: unknown): boolean => value instanceof BocError && unreadable.has(value);

/** The notice, or the reason why it cannot be had here: one bad notice shall not take the others with it. */
const openOrTell = (here: Thread, copy: Copy): unknown => {
  try {
    return deepFreeze(openCopy(here, copy));
  } catch (cause) {
    const error = undecodableNotice(here, copy.key, cause);
    unreadable.add(error);
    return error;
  }
};

export const undecodableNotice = (here: Thread, key: number, cause: unknown): BocError =>
  new BocError(
    'BOC_UNDECODABLE',
    `the notice ${JSON.stringify(textOf(key) ?? '')} cannot be decoded on thread ${here.self}: ${textOfError(cause)}`,
    cause,
  );

let cached: { readonly version: number; readonly copies: ReadonlyMap<string, unknown> } | undefined;

/**
 * All notices of one moment, frozen, decoded once per version and thread. In place of one that cannot be decoded stands a
 * BocError `BOC_UNDECODABLE`. Does not throw.
 */
export const readNotices = (here: Thread): ReadonlyMap<string, unknown> => {
  const { port, self } = here;
  if (cached !== undefined && cached.version === port.load(BOARD_VERSION)) return cached.copies;
  const copies: Copy[] = [];
  lock(port, BOARD_LOCK, self + 1);
  const version = port.get(BOARD_VERSION);
  try {
    for (let index = 0; index < BOARD_ENTRIES; index += 1)
      if (port.get(entryAt(index)) !== 0) copies.push(copyOf(here, entryAt(index)));
  } finally {
    unlock(port, BOARD_LOCK);
  }
  const notices = new Map<string, unknown>();
  for (const copy of copies) notices.set(textOf(copy.key) ?? '', openOrTell(here, copy));
  cached = { version, copies: deepFreeze(notices) };
  return cached.copies;
};

/** Takes everything off. */
export const clearNotices = (here: Thread): void => {
  const { port, self } = here;
  const values: Encoded[] = [];
  lock(port, BOARD_LOCK, self + 1);
  for (let index = 0; index < BOARD_ENTRIES; index += 1) {
    const entry = entryAt(index);
    if (port.get(entry) === 0) continue;
    values.push(entryValue(here, entry));
    port.set(entry, 0);
    port.set(entry + 1, TAG_UNDEFINED);
  }
  port.store(BOARD_VERSION, (port.get(BOARD_VERSION) + 1) | 0);
  unlock(port, BOARD_LOCK);
  const orphans: number[] = [];
  for (const value of values) discard(here, value, orphans);
  destroy(here, orphans);
};
