import type { Thread } from '../context/thread.ts';
import {
  ASLEEP,
  DOZE_EPOCH,
  DOZERS,
  EPOCH,
  SHUTDOWN,
  SLEEPERS,
  threadBase,
  WAKING,
} from '../memory/layout.ts';
import type { Port } from '../memory/port.ts';
import { wakeWorker } from '../queue/dispatch.ts';
import { anyQueued, queuedInAll } from '../queue/take.ts';

/** True where there is a reason not to sleep. */
export const mayNotSleep = (port: Port): boolean => anyQueued(port) || port.load(SHUTDOWN) === 1;

/** Counts a thread as asleep; noted beside, for it may be ended in its sleep. */
const countIn = (port: Port, self: number, sleepers: number): void => {
  port.enter();
  port.add(sleepers, 1);
  port.set(threadBase(self) + ASLEEP, sleepers);
  port.leave();
};

const countOut = (port: Port, self: number, sleepers: number): void => {
  port.enter();
  port.set(threadBase(self) + ASLEEP, 0);
  port.add(sleepers, -1);
  port.leave();
};

/** The same for a thread that has ended. */
export const countOutDead = (port: Port, index: number): void => {
  const asleep = port.load(threadBase(index) + ASLEEP);
  port.store(threadBase(index) + ASLEEP, 0);
  if (asleep !== 0) port.add(asleep, -1);
};

/** The epoch to sleep on, or undefined where there is no reason to sleep. Ended by `wakeUp` in either case. */
export const fallAsleep = (port: Port, self: number): number | undefined => {
  countIn(port, self, SLEEPERS);
  // Read before looking: whoever queues something after our look finds us counted, and changes it.
  const seen = port.load(EPOCH);
  // After that, and before looking: a wake-up that begins from now on changes the epoch that we sleep on, one from before may have
  // reached nobody. So no sleeper ever waits behind a wake-up that is not to come.
  port.store(WAKING, 0);
  return mayNotSleep(port) ? undefined : seen;
};

/** Ends a sleep, however it ended. Before the queues are looked at: what is queued from now on sends its own wake-up. */
export const wakeUp = (port: Port, self: number): void => {
  countOut(port, self, SLEEPERS);
  port.store(WAKING, 0);
  if (queuedInAll(port) > 1) wakeWorker(port);
};

/**
 * The same for a worker with asynchronous bodies. It may compute for one of them when it is woken, and so is the second choice: it is
 * woken only where nobody sleeps for lack of work, and then with all of its kind.
 */
export const doze = (port: Port, self: number): number | undefined => {
  countIn(port, self, DOZERS);
  const seen = port.load(DOZE_EPOCH);
  return mayNotSleep(port) ? undefined : seen;
};

export const endDoze = (port: Port, self: number): void => {
  countOut(port, self, DOZERS);
  if (queuedInAll(port) > 1) wakeWorker(port);
};

/** Sleeps in the kernel for at most `milliseconds`, holding up this thread's events; true if woken. */
export const sleepBriefly = (here: Thread, milliseconds: number): boolean => {
  const { port, words, self } = here;
  const seen = fallAsleep(port, self);
  const woken = seen === undefined || Atomics.wait(words, EPOCH, seen, milliseconds) !== 'timed-out';
  wakeUp(port, self);
  return woken;
};

/**
 * Sleeps until woken while this thread's timers and sockets go on.
 *
 * @param dozes true where asynchronous bodies are under way.
 */
export const sleep = async ({ port, words, self }: Thread, dozes: boolean): Promise<void> => {
  const seen = dozes ? doze(port, self) : fallAsleep(port, self);
  if (seen !== undefined) {
    const waiting = Atomics.waitAsync(words, dozes ? DOZE_EPOCH : EPOCH, seen);
    if (waiting.async) await waiting.value;
  }
  if (dozes) endDoze(port, self);
  else wakeUp(port, self);
};

/** Wakes everybody: at the end, and where one that sleeps must be found among many. */
export const wakeAll = ({ port }: Thread): void => {
  port.store(WAKING, 0);
  for (const epoch of [EPOCH, DOZE_EPOCH]) {
    port.add(epoch, 1);
    port.notify(epoch, Number.POSITIVE_INFINITY);
  }
};
