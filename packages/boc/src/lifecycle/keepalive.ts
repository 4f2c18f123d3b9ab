import { sweepCancels } from '../behaviour/cancel.ts';
import { collectWhenWorth } from '../cown/collect.ts';
import { waitingReads } from '../cown/waiting.ts';
import type { Thread } from '../context/thread.ts';
import { MAX_THREADS, QUEUE_LENGTH, threadBase } from '../memory/layout.ts';
import { isQuiet } from '../stats/counters.ts';
import { runtime } from './state.ts';

const PERIOD = 25;
let timer: NodeJS.Timeout | undefined;
let starving = 0;

const watch = (here: Thread): void => {
  const { watchdog } = runtime.options;
  if (watchdog === undefined || here.port.load(threadBase(0) + QUEUE_LENGTH) === 0) starving = 0;
  else if (starving === 0) starving = performance.now();
  else if (performance.now() - starving >= watchdog.after) watchdog.onStarve(performance.now() - starving);
};

/** Keeps the process alive while behaviours are unfinished: workers and waiting on shared memory do not. Ends by itself when all is quiet. */
export const keepAlive = (here: Thread): void => {
  if (timer !== undefined) return;
  timer = setInterval(() => {
    watch(here);
    sweepCancels(here);
    if (!isQuiet(here.port, MAX_THREADS) || waitingReads() > 0) return;
    clearInterval(timer);
    timer = undefined;
    collectWhenWorth(here);
  }, PERIOD);
};
