import type { Thread } from '../context/thread.ts';
import { COWN_VERSION_HIGH, COWN_VERSION_LOW } from './slot.ts';

/** The last decoded value of cowns that were written here: while nobody else has written, it is not decoded again. */
type Entry = { slot: number; low: number; high: number; value: unknown };

/** Each cown has one place, which it may lose to another: a cache needs no more, and no search. */
const PLACES = 4096;
const entries: (Entry | undefined)[] = Array.from({ length: PLACES }, () => undefined);

/** Slots stand 16 words apart. */
const placeOf = (slot: number): number => (slot >>> 4) & (PLACES - 1);

/** The value of this very version, if this thread has it. */
export const recall = ({ port }: Thread, slot: number): { readonly value: unknown } | undefined => {
  const entry = entries[placeOf(slot)];
  if (
    entry === undefined ||
    entry.slot !== slot ||
    entry.low !== port.get(slot + COWN_VERSION_LOW) ||
    entry.high !== port.get(slot + COWN_VERSION_HIGH)
  )
    return undefined;
  return entry;
};

/** Keeps a value that has just been published. */
export const remember = ({ port }: Thread, slot: number, value: unknown): void => {
  const low = port.get(slot + COWN_VERSION_LOW);
  const high = port.get(slot + COWN_VERSION_HIGH);
  const place = placeOf(slot);
  const entry = entries[place];
  if (entry === undefined) {
    entries[place] = { slot, low, high, value };
    return;
  }
  entry.slot = slot;
  entry.low = low;
  entry.high = high;
  entry.value = value;
};

export const forget = (slot: number): void => {
  const place = placeOf(slot);
  if (entries[place]?.slot === slot) entries[place] = undefined;
};
