import { hooks } from '../context/hooks.ts';
import type { Thread } from '../context/thread.ts';
import { QUEUE_LENGTH, threadBase } from '../memory/layout.ts';
import { dispatch } from '../queue/dispatch.ts';
import { release } from './release.ts';

/** Lets go of a cown, and hands out whoever thereby has all of its own. */
export const letGo = ({ port, self }: Thread, slot: number, mode: number): void => {
  release(port, self, slot, mode, dispatch);
  // A worker that queues something for the main thread wakes it; what it queues for itself it has to look for itself.
  if (self === 0 && port.load(threadBase(0) + QUEUE_LENGTH) !== 0) hooks.queuedHere();
};
