import { RECORD_LINK } from '../behaviour/record.ts';
import { PENDING, PENDING_RUN, QUEUE_LENGTH, threadBase, WORKERS } from '../memory/layout.ts';
import type { Port } from '../memory/port.ts';
import { count, counterAt } from '../stats/counters.ts';
import { wakeWorker } from './dispatch.ts';
import { append, takeFront } from './list.ts';

const POPPED_LOCAL = counterAt('poppedLocal');
const POPPED_PENDING = counterAt('poppedPending');
const POPPED_STOLEN = counterAt('poppedStolen');
const MOVED = counterAt('moved');
const STEAL_ATTEMPTS = counterAt('stealAttempts');
const STEAL_FAILURES = counterAt('stealFailures');
const BATCH_RESETS = counterAt('batchResets');

/** After so many successors in a row the queue has its turn, lest a long chain starve it. */
const LONGEST_RUN = 100;
const MOST_STOLEN = 32;

/** The next behaviour of this thread's own: the pending one, or the front of its queue; 0 where there is none. */
export const takeOwn = (port: Port, self: number): number => {
  const own = threadBase(self);
  const pending = port.get(own + PENDING);
  const run = port.get(own + PENDING_RUN);
  if (pending !== 0 && run < LONGEST_RUN) {
    port.set(own + PENDING, 0);
    port.set(own + PENDING_RUN, run + 1);
    count(port, own, POPPED_PENDING);
    return pending;
  }
  port.set(own + PENDING_RUN, 0);
  const record = takeFront(port, self, own, 1);
  if (record !== 0) {
    count(port, own, POPPED_LOCAL);
    if (pending === 0) return record;
    // Where others can take it: what has the queue's turn now may last.
    count(port, own, BATCH_RESETS);
    port.set(own + PENDING, 0);
    append(port, self, own, pending);
    wakeWorker(port);
    return record;
  }
  if (pending === 0) return 0;
  port.set(own + PENDING, 0);
  count(port, own, POPPED_PENDING);
  return pending;
};

/** Half of another worker's queue: the first is answered, the rest moved to the own queue. 0 where nobody has any. */
export const steal = (port: Port, self: number): number => {
  const own = threadBase(self);
  const workers = port.load(WORKERS);
  for (let step = 1; step < workers; step += 1) {
    const victim = threadBase(1 + ((self - 1 + step) % workers));
    if (port.load(victim + QUEUE_LENGTH) === 0) continue;
    count(port, own, STEAL_ATTEMPTS);
    const first = takeFront(port, self, victim, MOST_STOLEN);
    if (first === 0) {
      count(port, own, STEAL_FAILURES);
      continue;
    }
    let rest = port.get(first + RECORD_LINK);
    while (rest !== 0) {
      const next = port.get(rest + RECORD_LINK);
      append(port, self, own, rest);
      count(port, own, MOVED);
      if (next === 0) wakeWorker(port);
      rest = next;
    }
    count(port, own, POPPED_STOLEN);
    return first;
  }
  return 0;
};

/** True if any worker's queue holds something: looked at before parking. */
export const anyQueued = (port: Port): boolean => {
  const workers = port.load(WORKERS);
  for (let worker = 1; worker <= workers; worker += 1)
    if (port.load(threadBase(worker) + QUEUE_LENGTH) !== 0) return true;
  return false;
};

/** How many behaviours all workers' queues hold: what one thread alone cannot begin at once is for others. */
export const queuedInAll = (port: Port): number => {
  const workers = port.load(WORKERS);
  let queued = 0;
  for (let worker = 1; worker <= workers; worker += 1) queued += port.load(threadBase(worker) + QUEUE_LENGTH);
  return queued;
};
