import { RECORD_LINK } from '../behaviour/record.ts';
import {
  QUEUE_HEAD,
  QUEUE_LENGTH,
  QUEUE_LOCK,
  QUEUE_POPPED,
  QUEUE_PUSHED,
  QUEUE_TAIL,
} from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';
import type { Port } from '../memory/port.ts';

/** Appends a behaviour to the queue in the thread block at `base`. */
export const append = (port: Port, self: number, base: number, record: number): void => {
  lock(port, base + QUEUE_LOCK, self + 1);
  port.set(record + RECORD_LINK, 0);
  const tail = port.get(base + QUEUE_TAIL);
  if (tail === 0) port.set(base + QUEUE_HEAD, record);
  else port.set(tail + RECORD_LINK, record);
  port.set(base + QUEUE_TAIL, record);
  port.set(base + QUEUE_PUSHED, (port.get(base + QUEUE_PUSHED) + 1) | 0);
  // Atomic: a thread about to park looks at the length without the lock.
  port.store(base + QUEUE_LENGTH, port.get(base + QUEUE_LENGTH) + 1);
  unlock(port, base + QUEUE_LOCK);
};

/** Takes up to `most` from the front, still linked; 0 where the queue is empty. */
export const takeFront = (port: Port, self: number, base: number, most: number): number => {
  if (port.load(base + QUEUE_LENGTH) === 0) return 0;
  lock(port, base + QUEUE_LOCK, self + 1);
  const length = port.get(base + QUEUE_LENGTH);
  const first = port.get(base + QUEUE_HEAD);
  if (length === 0) {
    unlock(port, base + QUEUE_LOCK);
    return 0;
  }
  let last = first;
  let taken = 1;
  // A thief leaves half to the owner.
  for (const limit = most === 1 ? 1 : Math.min(most, Math.ceil(length / 2)); taken < limit; taken += 1)
    last = port.get(last + RECORD_LINK);
  const next = port.get(last + RECORD_LINK);
  port.set(base + QUEUE_HEAD, next);
  if (next === 0) port.set(base + QUEUE_TAIL, 0);
  port.set(last + RECORD_LINK, 0);
  port.set(base + QUEUE_POPPED, (port.get(base + QUEUE_POPPED) + taken) | 0);
  port.store(base + QUEUE_LENGTH, length - taken);
  unlock(port, base + QUEUE_LOCK);
  return first;
};

/** Puts a queue right after a thread died while it changed it: the links tell what stands in it. Under its lock. */
export const repairQueue = (port: Port, base: number): void => {
  let last = 0;
  let length = 0;
  for (let record = port.get(base + QUEUE_HEAD); record !== 0; record = port.get(record + RECORD_LINK)) {
    last = record;
    length += 1;
  }
  port.set(base + QUEUE_TAIL, last);
  port.set(base + QUEUE_PUSHED, (port.get(base + QUEUE_POPPED) + length) | 0);
  port.store(base + QUEUE_LENGTH, length);
};
