import { setImmediate as turn } from 'node:timers/promises';
import { executeNext, runningAsync } from '../behaviour/execute.ts';
import { hooks } from '../context/hooks.ts';
import type { Thread } from '../context/thread.ts';
import { PENDING, SHUTDOWN, threadBase } from '../memory/layout.ts';
import { append } from '../queue/list.ts';
import { wakeWorker } from '../queue/dispatch.ts';
import { steal, takeOwn } from '../queue/take.ts';
import { count, counterAt } from '../stats/counters.ts';
import { hasEvents } from './events.ts';
import { lookAround } from './look.ts';
import { sleep, sleepBriefly, wakeAll } from './park.ts';

const PARKED = counterAt('parked');
/** Behaviours, and milliseconds, between two turns of this thread's event loop. */
const BATCH = 64;
const SLICE = 1;
/** Milliseconds of a sleep that holds up this thread's events, where it has any; and where it has none: then it wakes up sooner. */
const LONGEST = 256;

const runBatch = (here: Thread, mostAsync: number): number => {
  const { port, self } = here;
  const until = performance.now() + SLICE;
  const take = (): number => takeOwn(port, self) || steal(port, self);
  let ran = 0;
  while (ran < BATCH && runningAsync() < mostAsync) {
    if (!executeNext(here, take)) break;
    ran += 1;
    if ((ran & 7) === 0 && performance.now() > until) break;
  }
  return ran;
};

/** A thread with as many asynchronous bodies as it may have leaves the rest to others until one ends. */
const untilOneEnds = async (here: Thread): Promise<void> => {
  const { port, self } = here;
  const own = threadBase(self);
  const pending = port.get(own + PENDING);
  if (pending !== 0) {
    port.enter();
    port.set(own + PENDING, 0);
    append(port, self, own, pending);
    wakeWorker(port);
    port.leave();
  }
  await new Promise<void>((resolve) => {
    hooks.settled = resolve;
  });
};

/** A worker's life: run, else steal, else look around, else sleep; until it is told to leave and nothing of its own is unfinished. */
export const workerLoop = async (here: Thread, mostAsync: number): Promise<void> => {
  const { port, self } = here;
  const own = threadBase(self);
  let sinceTurn = 0;
  let slice = SLICE;
  for (;;) {
    const ran = runBatch(here, mostAsync);
    sinceTurn += ran;
    if (ran > 0) slice = SLICE;
    if (runningAsync() >= mostAsync) await untilOneEnds(here);
    else if (sinceTurn >= BATCH || (ran > 0 && runningAsync() > 0)) {
      sinceTurn = 0;
      await turn();
    } else if (ran === 0) {
      if (port.load(SHUTDOWN) === 1) {
        if (runningAsync() === 0) return;
        await turn();
      } else if (slice > SLICE || !lookAround(here)) {
        count(port, own, PARKED);
        // To be woken in the kernel takes half as long as by the event loop. Ever longer, then not at all: who is idle for long shall cost nothing.
        if (runningAsync() === 0 && slice <= LONGEST && (slice === SLICE || !hasEvents())) {
          if (sleepBriefly(here, slice)) continue;
          slice *= 4;
          sinceTurn = 0;
          await turn();
          continue;
        }
        sinceTurn = 0;
        hooks.settled = () => {
          wakeAll(here);
        };
        await sleep(here, runningAsync() > 0);
      }
    }
  }
};
