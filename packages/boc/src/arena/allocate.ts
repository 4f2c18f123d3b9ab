import {
  BUMP,
  CACHED_CLASSES,
  CACHES,
  FREE_LISTS,
  FREE_LIST_WORDS,
  LIMIT,
  REFILL,
  threadBase,
} from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';
import type { Port } from '../memory/port.ts';
import { CLASSES, classWords } from './classes.ts';

/** Takes `blocks` of a class from the end of the heap, as a linked list; 0 where there is no room. */
const carve = (port: Port, words: number, blocks: number): number => {
  for (;;) {
    const first = port.load(BUMP);
    // A block of 24 words would leave the next one off its cache line: the end always moves by whole lines.
    const end = first + Math.ceil((words * blocks) / 16) * 16;
    if (end > port.load(LIMIT)) return 0;
    if (port.compareExchange(BUMP, first, end) !== first) continue;
    for (let index = 0; index < blocks; index += 1)
      port.set(first + index * words, index + 1 < blocks ? first + (index + 1) * words : 0);
    return first;
  }
};

/** Takes up to `blocks` from the common list of a class; 0 where it is empty. */
const takeCommon = (port: Port, self: number, size: number, blocks: number): number => {
  const list = FREE_LISTS + size * FREE_LIST_WORDS;
  if (port.load(list + 1) === 0) return 0;
  lock(port, list, self + 1);
  const first = port.get(list + 1);
  let last = first;
  for (let taken = 1; last !== 0 && taken < blocks; taken += 1) {
    const next = port.get(last);
    if (next === 0) break;
    last = next;
  }
  if (first !== 0) {
    port.store(list + 1, port.get(last));
    port.set(last, 0);
  }
  unlock(port, list);
  return first;
};

/**
 * A block of a size class, its content undefined except word 0.
 *
 * @returns its first word, or 0 where shared memory is used up.
 */
export const allocate = (port: Port, self: number, size: number): number => {
  if (size >= CLASSES) return 0;
  const words = classWords(size);
  if (size >= CACHED_CLASSES) return takeCommon(port, self, size, 1) || carve(port, words, 1);
  const cache = threadBase(self) + CACHES + size * 2;
  let first = port.get(cache);
  if (first === 0) {
    const blocks = port.get(REFILL);
    first = takeCommon(port, self, size, blocks) || carve(port, words, blocks) || carve(port, words, 1);
    if (first === 0) return 0;
    let length = 0;
    for (let block = port.get(first); block !== 0; block = port.get(block)) length += 1;
    port.set(cache, port.get(first));
    port.set(cache + 1, length);
    return first;
  }
  // In this order: a thread that dies in between leaves a list that is longer than it is said to be, never shorter.
  port.set(cache + 1, port.get(cache + 1) - 1);
  port.set(cache, port.get(first));
  return first;
};

/** Gives a block back. A thread that frees more than it takes hands batches on, so that memory moves to where it is needed. */
export const free = (port: Port, self: number, block: number, size: number): void => {
  const list = FREE_LISTS + size * FREE_LIST_WORDS;
  if (size >= CACHED_CLASSES) {
    lock(port, list, self + 1);
    port.set(block, port.get(list + 1));
    port.store(list + 1, block);
    unlock(port, list);
    return;
  }
  const cache = threadBase(self) + CACHES + size * 2;
  port.set(block, port.get(cache));
  port.set(cache, block);
  const length = port.get(cache + 1) + 1;
  port.set(cache + 1, length);
  const blocks = port.get(REFILL);
  if (length < blocks * 3) return;
  let last = block;
  for (let taken = 1; taken < blocks; taken += 1) last = port.get(last);
  port.set(cache + 1, length - blocks);
  port.set(cache, port.get(last));
  lock(port, list, self + 1);
  port.set(last, port.get(list + 1));
  port.store(list + 1, block);
  unlock(port, list);
};
