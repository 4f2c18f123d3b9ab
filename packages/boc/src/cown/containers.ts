import { blobCown, blobCowns } from '../codec/blob.ts';
import { TAG_TREE } from '../codec/tags.ts';
import type { Thread } from '../context/thread.ts';
import { CONTAINERS_COUNT, CONTAINERS_FIRST, CONTAINERS_LOCK } from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';
import { COWN_FOLLOWING, COWN_LISTED, COWN_LOW, COWN_POISON, COWN_PREVIOUS, COWN_TAG } from './slot.ts';

/** Lists a cown whose value has come to refer to cowns: only such cowns can be part of a ring. */
export const enlistContainer = ({ port, self }: Thread, slot: number): void => {
  if (port.get(slot + COWN_LISTED) === 1) return;
  lock(port, CONTAINERS_LOCK, self + 1);
  // Again under the lock: two readers may find the same value undecodable at once.
  if (port.get(slot + COWN_LISTED) === 0) {
    const first = port.get(CONTAINERS_FIRST);
    port.set(slot + COWN_PREVIOUS, 0);
    port.set(slot + COWN_FOLLOWING, first);
    port.set(CONTAINERS_FIRST, slot);
    if (first !== 0) port.set(first + COWN_PREVIOUS, slot);
    port.set(slot + COWN_LISTED, 1);
    port.store(CONTAINERS_COUNT, port.get(CONTAINERS_COUNT) + 1);
  }
  unlock(port, CONTAINERS_LOCK);
};

/** Takes a cown off the list: it is about to be freed, or refers to cowns no longer. */
export const delistContainer = ({ port, self }: Thread, slot: number): void => {
  if (port.get(slot + COWN_LISTED) === 0) return;
  lock(port, CONTAINERS_LOCK, self + 1);
  const previous = port.get(slot + COWN_PREVIOUS);
  const following = port.get(slot + COWN_FOLLOWING);
  if (previous === 0) port.set(CONTAINERS_FIRST, following);
  else port.set(previous + COWN_FOLLOWING, following);
  if (following !== 0) port.set(following + COWN_PREVIOUS, previous);
  port.set(slot + COWN_LISTED, 0);
  port.store(CONTAINERS_COUNT, port.get(CONTAINERS_COUNT) - 1);
  unlock(port, CONTAINERS_LOCK);
};

/** All listed cowns, as the list stands at one moment. */
export const containers = ({ port, self }: Thread): readonly number[] => {
  const slots: number[] = [];
  lock(port, CONTAINERS_LOCK, self + 1);
  for (let slot = port.get(CONTAINERS_FIRST); slot !== 0; slot = port.get(slot + COWN_FOLLOWING))
    slots.push(slot);
  unlock(port, CONTAINERS_LOCK);
  return slots;
};

/** The cowns that a cown's value, or what made it unavailable, refers to; once per reference. */
export const cownsIn = (here: Thread, slot: number): readonly number[] => {
  const { port } = here;
  const value = port.get(slot + COWN_TAG) === TAG_TREE ? port.get(slot + COWN_LOW) : 0;
  return [value, port.load(slot + COWN_POISON)].flatMap((blob) =>
    blob === 0
      ? []
      : Array.from({ length: blobCowns(here, blob) }, (_, index) => blobCown(here, blob, index)),
  );
};

/** Puts the list right after a thread died while it changed it. Under the lock. */
export const repairContainers = ({ port }: Thread): void => {
  let previous = 0;
  let length = 0;
  for (let slot = port.get(CONTAINERS_FIRST); slot !== 0; slot = port.get(slot + COWN_FOLLOWING)) {
    port.set(slot + COWN_PREVIOUS, previous);
    port.set(slot + COWN_LISTED, 1);
    previous = slot;
    length += 1;
  }
  port.store(CONTAINERS_COUNT, length);
};
