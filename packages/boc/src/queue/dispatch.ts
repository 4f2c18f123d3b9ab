import { ON_MAIN, RECORD_FLAGS } from '../behaviour/record.ts';
import {
  EPOCH,
  MAIN_EPOCH,
  MAIN_SLEEPING,
  PENDING,
  RELEASING,
  ROUND,
  SLEEPERS,
  threadBase,
  WAKING,
  WORKERS,
} from '../memory/layout.ts';
import type { Port } from '../memory/port.ts';
import { count, counterAt } from '../stats/counters.ts';
import { append } from './list.ts';

const PUSHED_LOCAL = counterAt('pushedLocal');
const PUSHED_PENDING = counterAt('pushedPending');
const PUSHED_REMOTE = counterAt('pushedRemote');

/**
 * Wakes one parked worker, if there is any and none is being woken. A wake-up costs a call of the system; a burst of behaviours needs one,
 * for who is woken sends the next where there is more than it can take (`wakeUp`).
 */
export const wakeWorker = (port: Port): void => {
  if (port.load(SLEEPERS) === 0) return;
  if (port.compareExchange(WAKING, 0, 1) !== 0) return;
  port.add(EPOCH, 1);
  port.notify(EPOCH, 1);
};

export const wakeMain = (port: Port): void => {
  if (port.load(MAIN_SLEEPING) === 0) return;
  port.add(MAIN_EPOCH, 1);
  port.notify(MAIN_EPOCH, 1);
};

/** Hands a behaviour that has all its cowns to a thread. Counted exactly once, here. */
export const dispatch = (port: Port, self: number, record: number): void => {
  const own = threadBase(self);
  const workers = port.load(WORKERS);
  if (workers === 0 || (port.get(record + RECORD_FLAGS) & ON_MAIN) !== 0) {
    count(port, own, self === 0 ? PUSHED_LOCAL : PUSHED_REMOTE);
    append(port, self, threadBase(0), record);
    if (self !== 0) wakeMain(port);
    return;
  }
  if (self === 0) {
    const round = port.get(own + ROUND);
    port.set(own + ROUND, (round + 1) % workers);
    count(port, own, PUSHED_REMOTE);
    append(port, self, threadBase(1 + (round % workers)), record);
    wakeWorker(port);
    return;
  }
  // The successor of what just ended runs here next, while its cowns' values are still at hand.
  if (port.get(own + RELEASING) === 1 && port.get(own + PENDING) === 0) {
    count(port, own, PUSHED_PENDING);
    port.set(own + PENDING, record);
    return;
  }
  count(port, own, PUSHED_LOCAL);
  append(port, self, own, record);
  wakeWorker(port);
};
