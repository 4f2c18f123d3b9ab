import { free } from '../arena/allocate.ts';
import { blobCowns } from '../codec/blob.ts';
import { discard, decode, type Encoded, hasBlob } from '../codec/value.ts';
import { TAG_PINNED, TAG_TREE, TAG_UNDEFINED } from '../codec/tags.ts';
import { mayDisturb, undisturbed } from '../context/hand.ts';
import { hooks, tellOf } from '../context/hooks.ts';
import type { Thread } from '../context/thread.ts';
import { PUBLISHED_HIGH, PUBLISHED_LOW, threadBase } from '../memory/layout.ts';
import { delistContainer, enlistContainer } from './containers.ts';
import {
  COWN_CLASS,
  COWN_FLAGS,
  COWN_HIGH,
  COWN_LOW,
  COWN_POISON,
  COWN_TAG,
  COWN_VERSION_HIGH,
  COWN_VERSION_LOW,
  dropReference,
  FLAG_EXCEPTION,
  FLAG_OBSERVED,
  FLAG_PINNED,
} from './slot.ts';

/** The value in a slot; only for whoever holds the cown. */
export const stored = ({ port }: Thread, slot: number): Encoded => ({
  tag: port.get(slot + COWN_TAG),
  low: port.get(slot + COWN_LOW),
  high: port.get(slot + COWN_HIGH),
});

/** Tells of an exception that nobody has looked at, and now nobody can. */
export const tellUnobserved = (thread: Thread, slot: number): void => {
  const flags = thread.port.get(slot + COWN_FLAGS);
  if ((flags & (FLAG_EXCEPTION | FLAG_OBSERVED)) !== FLAG_EXCEPTION) return;
  let told: unknown;
  try {
    told = decode(thread, stored(thread, slot), true);
  } catch (error) {
    told = error;
  }
  tellOf(told);
};

/** Frees slots without references, and whatever only they referred to. A list, not recursion: chains of cowns may be long. */
export const destroy = (thread: Thread, orphans: number[]): void => {
  if (orphans.length === 0) return;
  if (mayDisturb(thread)) destroyAll(thread, orphans);
  else undisturbed(thread, () => destroyAll(thread, orphans));
};

const destroyAll = (thread: Thread, orphans: number[]): void => {
  const { port, self } = thread;
  for (let slot = orphans.pop(); slot !== undefined; slot = orphans.pop()) {
    if ((port.get(slot + COWN_FLAGS) & FLAG_PINNED) !== 0) {
      hooks.unpin(slot);
      // Only the main thread can let go of the value; until then the slot must not become another cown.
      if (self !== 0) continue;
    }
    tellUnobserved(thread, slot);
    delistContainer(thread, slot);
    discard(thread, stored(thread, slot), orphans);
    const poison = port.load(slot + COWN_POISON);
    if (poison !== 0) discard(thread, { tag: TAG_TREE, low: poison, high: 0 }, orphans);
    free(port, self, slot, COWN_CLASS);
  }
};

/** Gives back what an encoded value owns, and what only that referred to. */
export const discardNow = (thread: Thread, value: Encoded): void => {
  if (!hasBlob(value.tag)) return;
  const orphans: number[] = [];
  discard(thread, value, orphans);
  destroy(thread, orphans);
};

/** Gives a reference back. */
export const unreference = (thread: Thread, slot: number): void => {
  if (dropReference(thread.port, slot)) destroy(thread, [slot]);
};

/** Puts a new value into a cown that the caller holds for writing. */
export const publish = (thread: Thread, slot: number, next: Encoded, before: Encoded): void => {
  if (next === before) return;
  const { port, self } = thread;
  port.enter();
  port.set(slot + COWN_TAG, next.tag);
  port.set(slot + COWN_LOW, next.low);
  port.set(slot + COWN_HIGH, next.high);
  const own = threadBase(self);
  const low = (port.get(own + PUBLISHED_LOW) + 1) | 0;
  const high = port.get(own + PUBLISHED_HIGH) + (low === 0 ? 1 : 0);
  port.set(own + PUBLISHED_LOW, low);
  port.set(own + PUBLISHED_HIGH, high);
  port.set(slot + COWN_VERSION_LOW, low);
  // Which thread, in the lowest bits: no two values of a process ever have the same version.
  port.set(slot + COWN_VERSION_HIGH, (high << 6) | self);
  if (next.tag === TAG_TREE && blobCowns(thread, next.low) > 0) enlistContainer(thread, slot);
  port.leave();
  discardNow(thread, before);
};

/** Marks a value as an exception, or as none. */
export const setException = ({ port }: Thread, slot: number, exception: boolean): void => {
  const flags = port.get(slot + COWN_FLAGS) & ~(FLAG_EXCEPTION | FLAG_OBSERVED);
  port.set(slot + COWN_FLAGS, exception ? flags | FLAG_EXCEPTION : flags);
};

export const NOTHING: Encoded = { tag: TAG_UNDEFINED, low: 0, high: 0 };
export const PINNED: Encoded = { tag: TAG_PINNED, low: 0, high: 0 };
