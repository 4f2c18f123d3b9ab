import { TAG_TREE } from '../codec/tags.ts';
import { discard } from '../codec/value.ts';
import type { Thread } from '../context/thread.ts';
import { COLLECT_LOCK, CONTAINERS_COUNT, CONTAINERS_LEFT, MAX_THREADS } from '../memory/layout.ts';
import { tryLock, unlock } from '../memory/lock.ts';
import { isQuiet } from '../stats/counters.ts';
import { containers, cownsIn, delistContainer } from './containers.ts';
import { COWN_LOW, COWN_POISON, COWN_REFS, COWN_TAG, retain } from './slot.ts';
import { destroy, NOTHING, setException, stored, tellUnobserved, unreference } from './store.ts';

/** So many listed cowns, beyond twice those that the last search left, make a new search worth its time. */
const WORTH = 1024;

/** Those listed cowns that nobody refers to but each other: no handle, behaviour, message or notice leads to them. */
const unreachable = (here: Thread): readonly number[] => {
  const graph = new Map<number, readonly number[]>();
  const inside = new Map<number, number>();
  for (const slot of containers(here)) {
    const cowns = cownsIn(here, slot);
    if (cowns.length === 0) {
      delistContainer(here, slot);
      continue;
    }
    graph.set(slot, cowns);
    for (const cown of cowns) inside.set(cown, (inside.get(cown) ?? 0) + 1);
  }
  const reached: number[] = [];
  const unknown = new Set(graph.keys());
  const reach = (slot: number): void => {
    if (unknown.delete(slot)) reached.push(slot);
  };
  for (const slot of graph.keys()) {
    const references = here.port.load(slot + COWN_REFS);
    // None at all: it is being freed already, and the main thread only has not come to it.
    if (references === 0 || references > (inside.get(slot) ?? 0)) reach(slot);
  }
  for (let slot = reached.pop(); slot !== undefined; slot = reached.pop())
    for (const cown of graph.get(slot) ?? []) reach(cown);
  return [...unknown];
};

/** Empties cowns that form rings: their references to each other go, and with them the cowns. */
const dissolve = (here: Thread, slots: readonly number[]): void => {
  const { port } = here;
  for (const slot of slots) retain(port, slot);
  // Before any value goes: an exception may show cowns of the same ring to whoever is told.
  for (const slot of slots) {
    tellUnobserved(here, slot);
    setException(here, slot, false);
  }
  const orphans: number[] = [];
  for (const slot of slots) {
    const value = stored(here, slot);
    port.set(slot + COWN_TAG, NOTHING.tag);
    port.set(slot + COWN_LOW, NOTHING.low);
    discard(here, value, orphans);
    const poison = port.load(slot + COWN_POISON);
    port.store(slot + COWN_POISON, 0);
    if (poison !== 0) discard(here, { tag: TAG_TREE, low: poison, high: 0 }, orphans);
  }
  destroy(here, orphans);
  for (const slot of slots) unreference(here, slot);
};

/**
 * Frees cowns that only refer to each other (reference counts cannot find them). On the main thread, and only while all is quiet: otherwise,
 * or where a worker is just freeing something, it does nothing. Answers how many were freed.
 */
export const collectRings = (here: Thread): number => {
  const { port, self } = here;
  if (port.load(CONTAINERS_COUNT) === 0) return 0;
  if (!tryLock(port, COLLECT_LOCK, self + 1)) return 0;
  let rings: readonly number[] = [];
  try {
    if (isQuiet(port, MAX_THREADS)) {
      rings = unreachable(here);
      dissolve(here, rings);
      port.store(CONTAINERS_LEFT, port.load(CONTAINERS_COUNT));
    }
  } finally {
    unlock(port, COLLECT_LOCK);
  }
  return rings.length;
};

/** The same where enough has come together since the last search to be worth one. */
export const collectWhenWorth = (here: Thread): void => {
  const { port } = here;
  if (port.load(CONTAINERS_COUNT) >= port.load(CONTAINERS_LEFT) * 2 + WORTH) collectRings(here);
};
