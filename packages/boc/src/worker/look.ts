import type { Thread } from '../context/thread.ts';
import { LOOKER, LOOKING, threadBase } from '../memory/layout.ts';
import type { Port } from '../memory/port.ts';
import { mayNotSleep } from './park.ts';
import { learningSpin } from './spin.ts';

const spin = learningSpin(0.05);

/**
 * Looks as somebody who looks around: whoever queues a single behaviour meanwhile need not wake another (`dispatch`), for what is seen too
 * late is seen before the sleep. One worker at a time; false at once for the others.
 */
export const lookAs = (port: Port, self: number, look: () => boolean): boolean => {
  if (port.compareExchange(LOOKER, 0, self + 1) !== 0) return false;
  const own = threadBase(self);
  port.store(own + LOOKING, 1);
  const found = look();
  port.store(own + LOOKING, 0);
  port.store(LOOKER, 0);
  return found;
};

/** Looks for work for a moment; true if there is some, or the end has come. */
export const lookAround = ({ port, self }: Thread): boolean =>
  lookAs(port, self, () => spin.until(() => mayNotSleep(port)));
