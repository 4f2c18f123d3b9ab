import type { Thread } from '../context/thread.ts';
import { COWN_VERSION_HIGH, COWN_VERSION_LOW } from './slot.ts';

/** The last decoded value of cowns that were written here: while nobody else has written, it is not decoded again. */
type Entry = { low: number; high: number; value: unknown };

const entries = new Map<number, Entry>();
const MOST = 4096;

/** The value of this very version, if this thread has it. */
export const recall = ({ port }: Thread, slot: number): Entry | undefined => {
  const entry = entries.get(slot);
  if (
    entry === undefined ||
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
  const entry = entries.get(slot);
  if (entry !== undefined) {
    entry.low = low;
    entry.high = high;
    entry.value = value;
    return;
  }
  // Bounded without bookkeeping per use: a cache that starts anew is only slower for a moment.
  if (entries.size >= MOST) entries.clear();
  entries.set(slot, { low, high, value });
};

export const forget = (slot: number): void => {
  entries.delete(slot);
};

export const forgetAll = (): void => {
  entries.clear();
};
