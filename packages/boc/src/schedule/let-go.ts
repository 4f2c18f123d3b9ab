import { hooks } from '../context/hooks.ts';
import type { Thread } from '../context/thread.ts';
import { QUEUE_LENGTH, threadBase } from '../memory/layout.ts';
import { dispatch } from '../queue/dispatch.ts';
import { release } from './release.ts';

/** Hands out a behaviour that is ready. A worker that queues something for the main thread wakes it; what that queues for itself it has to look for itself. */
export const handOut = ({ port, self }: Thread, record: number): void => {
  dispatch(port, self, record);
  if (self === 0) hooks.queuedHere();
};

/** Lets go of a cown, and hands out whoever thereby has all of its own. */
export const letGo = ({ port, self }: Thread, slot: number, mode: number): void => {
  release(port, self, slot, mode, dispatch);
  // A worker that queues something for the main thread wakes it; what it queues for itself it has to look for itself.
  if (self === 0 && port.load(threadBase(0) + QUEUE_LENGTH) !== 0) hooks.queuedHere();
};
