import { COLLECT_LOCK } from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';
import type { Thread } from './thread.ts';

/**
 * How many behaviours this thread has taken and not yet counted as finished. While there is one the runtime is not quiet, and nobody
 * looks at memory as a whole; with none, this thread has to ask before it changes what others may be looking at.
 */
let taken = 0;

export const takeInHand = (): void => {
  taken += 1;
};
export const letFromHand = (): void => {
  taken -= 1;
};
/** True where this thread may change what others look at: a behaviour is in hand, or it is the one that looks. */
export const mayDisturb = ({ self }: Thread): boolean => taken > 0 || self === 0;

/** Does what would disturb a thread that looks at memory as a whole: at once where none can be looking, else when it has looked. */
export const undisturbed = (thread: Thread, change: () => void): void => {
  const { port, self } = thread;
  if (mayDisturb(thread)) {
    change();
    return;
  }
  lock(port, COLLECT_LOCK, self + 1);
  // What is done meanwhile, even by a class that decodes itself, does not ask again.
  taken += 1;
  try {
    change();
  } finally {
    taken -= 1;
    unlock(port, COLLECT_LOCK);
  }
};
