import type { Thread } from '../context/thread.ts';
import { EPOCH, SHUTDOWN, SLEEPERS, WAKING } from '../memory/layout.ts';
import type { Port } from '../memory/port.ts';
import { wakeWorker } from '../queue/dispatch.ts';
import { anyQueued, queuedInAll } from '../queue/take.ts';

/** Milliseconds that a worker without work looks around before it sleeps. */
const SPIN = 0.05;
const LOOKS = 30;

const mayNotSleep = (port: Port): boolean => anyQueued(port) || port.load(SHUTDOWN) === 1;

/** The epoch to sleep on, or undefined where there is no reason to sleep. Ended by `wakeUp` in either case. */
export const fallAsleep = (port: Port): number | undefined => {
  port.add(SLEEPERS, 1);
  // Read before looking: whoever queues something after our look finds us counted, and changes it.
  const seen = port.load(EPOCH);
  // After that, and before looking: a wake-up that begins from now on changes the epoch that we sleep on, one from before may have
  // reached nobody. So no sleeper ever waits behind a wake-up that is not to come.
  port.store(WAKING, 0);
  return mayNotSleep(port) ? undefined : seen;
};

/** Ends a sleep, however it ended. Before the queues are looked at: what is queued from now on sends its own wake-up. */
export const wakeUp = (port: Port): void => {
  port.add(SLEEPERS, -1);
  port.store(WAKING, 0);
  if (queuedInAll(port) > 1) wakeWorker(port);
};

/** Looks for work for a moment; true if there is some, or the end has come. */
export const lookAround = (here: Thread): boolean => {
  const until = performance.now() + SPIN;
  do {
    for (let look = 0; look < LOOKS; look += 1) if (mayNotSleep(here.port)) return true;
  } while (performance.now() < until);
  return false;
};

/** Sleeps in the kernel for at most `milliseconds`, holding up this thread's events; true if woken. */
export const sleepBriefly = (here: Thread, milliseconds: number): boolean => {
  const { port, words } = here;
  const seen = fallAsleep(port);
  const woken = seen === undefined || Atomics.wait(words, EPOCH, seen, milliseconds) !== 'timed-out';
  wakeUp(port);
  return woken;
};

/** Sleeps until woken while this thread's timers and sockets go on. */
export const sleep = async (here: Thread): Promise<void> => {
  const { port, words } = here;
  const seen = fallAsleep(port);
  if (seen !== undefined) {
    const waiting = Atomics.waitAsync(words, EPOCH, seen);
    if (waiting.async) await waiting.value;
  }
  wakeUp(port);
};

/** Wakes everybody: at the end, and where one that sleeps must be found among many. */
export const wakeAll = ({ port }: Thread): void => {
  port.store(WAKING, 0);
  port.add(EPOCH, 1);
  port.notify(EPOCH, Number.POSITIVE_INFINITY);
};
