import { allocate } from '../arena/allocate.ts';
import type { Port } from '../memory/port.ts';

/** A cown's 16 words. The lock guards head, tail and active; the value words belong to whoever holds the cown. */
export const COWN_LOCK = 0;
export const COWN_HEAD = 1;
export const COWN_TAIL = 2;
/** 0 free, -1 held by a writer, otherwise the number of readers. */
export const COWN_ACTIVE = 3;
export const COWN_FLAGS = 4;
/** References: handles, requests, and values that contain it. */
export const COWN_REFS = 5;
export const COWN_TAG = 6;
export const COWN_LOW = 7;
export const COWN_HIGH = 8;
/** Which published value this is, never the same twice in a run: low and high word. */
export const COWN_VERSION_LOW = 9;
export const COWN_VERSION_HIGH = 10;
/** A blob with the error that makes this cown unavailable for good, or 0. */
export const COWN_POISON = 11;
/** Neighbours in the list of cowns whose values refer to cowns, and 1 while it stands there. Guarded by that list's lock. */
export const COWN_PREVIOUS = 12;
export const COWN_FOLLOWING = 13;
export const COWN_LISTED = 14;
export const COWN_CLASS = 0;

/** Bits of COWN_FLAGS. */
export const FLAG_EXCEPTION = 1;
export const FLAG_OBSERVED = 2;
export const FLAG_PINNED = 4;

/** A new cown without a value, `refs` references to it, `active` as above. 0 where memory is used up. */
export const newSlot = (port: Port, self: number, refs: number, active: number, flags: number): number => {
  const cown = allocate(port, self, COWN_CLASS);
  if (cown === 0) return 0;
  for (let word = COWN_HEAD; word < 16; word += 1) port.set(cown + word, 0);
  port.set(cown + COWN_ACTIVE, active);
  port.set(cown + COWN_FLAGS, flags);
  port.set(cown + COWN_REFS, refs);
  // Last, and atomically: from here on the slot is a cown.
  port.store(cown + COWN_LOCK, 0);
  return cown;
};

export const retain = (port: Port, cown: number): void => {
  port.add(cown + COWN_REFS, 1);
};

/** True if that was the last reference: the caller then frees the value and the slot. */
export const dropReference = (port: Port, cown: number): boolean => port.add(cown + COWN_REFS, -1) === 1;
