import { answerRead, execute, isRead } from '../behaviour/execute.ts';
import { runOutside } from '../behaviour/current.ts';
import type { Thread } from '../context/thread.ts';
import { MAIN_EPOCH, MAIN_SLEEPING, QUEUE_LENGTH, threadBase } from '../memory/layout.ts';
import { takeOwn } from '../queue/take.ts';
import { learningSpin } from './spin.ts';

/** The main thread's part: it runs behaviours with pinned cowns, answers reads, and without workers runs everything. */
export type PumpState = {
  requested: boolean;
  pumping: boolean;
  armed: boolean;
  sliceStart: number;
  emptyTurns: number;
};

const state: PumpState = { requested: false, pumping: false, armed: false, sliceStart: 0, emptyTurns: 0 };

/** Milliseconds that behaviours may take from the main thread before timers and input get their turn. */
let budget = 4;
export const setPumpBudget = (milliseconds: number): void => {
  budget = milliseconds;
};

/** Looks for an answer that is about to come, before the main thread goes to sleep. */
const spin = learningSpin(0.05);
const QUIET_TURNS = 4;

const hasWork = ({ port }: Thread): boolean => port.load(threadBase(0) + QUEUE_LENGTH) !== 0;

/** Runs what is queued for the main thread, up to `most` behaviours and until `deadline` (as performance.now tells it). */
export const runQueued = (here: Thread, most: number, deadline: number): number => {
  if (state.pumping) return 0;
  state.pumping = true;
  let executed = 0;
  try {
    while (executed < most) {
      const record = takeOwn(here.port, 0);
      if (record === 0) break;
      executed += 1;
      if (isRead(here, record)) {
        answerRead(here, record);
        // Some of them take no longer than a look at the clock.
        if ((executed & 15) !== 0) continue;
      } else
        runOutside(() => {
          execute(here, record);
        });
      if (performance.now() >= deadline) break;
    }
  } finally {
    state.pumping = false;
  }
  return executed;
};

/** Sleeps until a worker queues something for the main thread. Does not keep the process alive: what waits for an answer does. */
const arm = (here: Thread): void => {
  if (state.armed) return;
  const { port, words } = here;
  const seen = port.load(MAIN_EPOCH);
  port.store(MAIN_SLEEPING, 1);
  if (hasWork(here)) {
    port.store(MAIN_SLEEPING, 0);
    requestPump(here, false);
    return;
  }
  state.armed = true;
  const wake = (): void => {
    state.armed = false;
    port.store(MAIN_SLEEPING, 0);
    requestPump(here, false);
  };
  const waiting = Atomics.waitAsync(words, MAIN_EPOCH, seen);
  if (waiting.async) void waiting.value.then(wake);
  else wake();
};

let expectsAnswer: () => boolean = () => false;
/** Told by those who know whether somebody waits for an answer: only then is it worth looking out for one. */
export const setExpectsAnswer = (expects: () => boolean): void => {
  expectsAnswer = expects;
};

const turn = (here: Thread): void => {
  state.requested = false;
  const now = performance.now();
  const executed = runQueued(here, 1024, now + budget);
  if (executed > 0) state.emptyTurns = 0;
  else state.emptyTurns += 1;
  // What was just answered goes on in microtasks of its own: they come before any looking out.
  if (executed > 0 || (state.emptyTurns < QUIET_TURNS && expectsAnswer())) {
    requestPump(here, now - state.sliceStart < budget);
    return;
  }
  if (expectsAnswer() && now - state.sliceStart < budget && spin.until(() => hasWork(here))) {
    requestPump(here, true);
    return;
  }
  arm(here);
};

/** Lets the main thread look at its queue soon: within this turn of the event loop, or (`soon` false) in the next. */
const requestPump = (here: Thread, soon: boolean): void => {
  if (state.requested) return;
  state.requested = true;
  if (soon) queueMicrotask(() => turn(here));
  else
    setImmediate(() => {
      state.sliceStart = performance.now();
      turn(here);
    });
};

/** A behaviour was scheduled on the main thread. */
export const kick = (here: Thread): void => {
  state.emptyTurns = 0;
  if (state.requested) return;
  requestPump(here, performance.now() - state.sliceStart < budget);
};
