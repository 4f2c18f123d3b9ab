import { RECORD_FLAGS, INTERNAL } from '../behaviour/record.ts';
import { mayDisturb, undisturbed } from '../context/hand.ts';
import { hooks } from '../context/hooks.ts';
import type { Thread } from '../context/thread.ts';
import { threadBase } from '../memory/layout.ts';
import { dispatch } from '../queue/dispatch.ts';
import { countAtomically, counterAt } from '../stats/counters.ts';
import { acquire } from './acquire.ts';

const SCHEDULED = counterAt('scheduled');

/** Schedules a complete record: counted first, so that the runtime is never thought quiet while it exists. */
export const submit = (thread: Thread, record: number): void => {
  const { port, self } = thread;
  const internal = (port.get(record + RECORD_FLAGS) & INTERNAL) !== 0;
  // Before it is handed to anybody: the first behaviour starts the workers that it will go to.
  if (self === 0) hooks.scheduled(internal);
  if (mayDisturb(thread)) countAtomically(port, threadBase(self), SCHEDULED);
  else
    undisturbed(thread, () => {
      countAtomically(port, threadBase(self), SCHEDULED);
    });
  if (acquire(port, self, record)) dispatch(port, self, record);
};
