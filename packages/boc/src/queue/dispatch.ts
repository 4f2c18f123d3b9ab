import { ON_MAIN, RECORD_FLAGS } from '../behaviour/record.ts';
import {
  DOZE_EPOCH,
  DOZERS,
  EPOCH,
  LOOKING,
  MAIN_EPOCH,
  MAIN_SLEEPING,
  PENDING,
  QUEUE_LENGTH,
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
  if (port.load(SLEEPERS) === 0) {
    wakeDozers(port);
    return;
  }
  if (port.compareExchange(WAKING, 0, 1) !== 0) return;
  port.add(EPOCH, 1);
  port.notify(EPOCH, 1);
};

/** Those in the midst of asynchronous bodies, all of them: whichever of them is not computing takes it. */
const wakeDozers = (port: Port): void => {
  if (port.load(DOZERS) === 0) return;
  port.add(DOZE_EPOCH, 1);
  port.notify(DOZE_EPOCH, Number.POSITIVE_INFINITY);
};

export const wakeMain = (port: Port): void => {
  if (port.load(MAIN_SLEEPING) === 0) return;
  port.add(MAIN_EPOCH, 1);
  port.notify(MAIN_EPOCH, 1);
};

/** Who gets what the main thread hands out: one that looks around with nothing in its queue, best the one that had the last; else the next in turn. */
const chooseWorker = (port: Port, own: number, workers: number): number => {
  const last = port.get(own + ROUND) % workers;
  for (let step = 0; step < workers; step += 1) {
    const worker = (last + step) % workers;
    const base = threadBase(1 + worker);
    if (port.load(base + LOOKING) === 0 || port.load(base + QUEUE_LENGTH) !== 0) continue;
    port.set(own + ROUND, worker);
    return 1 + worker;
  }
  const next = (last + 1) % workers;
  port.set(own + ROUND, next);
  return 1 + next;
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
    count(port, own, PUSHED_REMOTE);
    const target = threadBase(chooseWorker(port, own, workers));
    append(port, self, target, record);
    // Alone in the queue of one that looks around, seen after it was queued: that one looks again, before anything else, and finds it.
    if (port.load(target + QUEUE_LENGTH) === 1 && port.load(target + LOOKING) === 1) return;
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
