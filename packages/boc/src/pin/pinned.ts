import { hooks } from '../context/hooks.ts';

/** The values of pinned cowns, by slot: they never leave the main thread and keep their identity. */
const values = new Map<number, unknown>();

export const pinnedValue = (slot: number): unknown => values.get(slot);
export const setPinned = (slot: number, value: unknown): void => {
  values.set(slot, value);
};
export const unpinValue = (slot: number): void => {
  values.delete(slot);
};
hooks.unpin = unpinValue;
export const pinnedCount = (): number => values.size;
