import { READ, RECORD_REQUESTS, REQUEST_COWN, REQUEST_MODE, requestAt } from '../behaviour/record.ts';
import { finish, settleResult, tellUnseen } from '../behaviour/settle.ts';
import { abandonHandles } from '../cown/handle.ts';
import { poison } from '../cown/poison.ts';
import type { Thread } from '../context/thread.ts';
import type { BocError } from '../errors/errors.ts';
import {
  ACTIVE,
  ACTIVE_SLOTS,
  HALT,
  INSIDE,
  LOOKER,
  LOOKING,
  MAIL_EPOCH,
  PENDING,
  PENDING_RUN,
  RELEASING,
  threadBase,
} from '../memory/layout.ts';
import { append } from '../queue/list.ts';
import { breakLocks, breakLocksOf } from './locks.ts';
import { countOutDead } from './park.ts';

/**
 * Settles what a dead worker left: the cowns that it was writing become unavailable, for nobody knows in which state they are; results tell why;
 * what it had not begun stands in its queue for its successor; what its handles referred to is given back. Runs on the main thread.
 */
export const bury = (here: Thread, index: number, error: BocError): number => {
  const { port, self } = here;
  const base = threadBase(index);
  breakLocks(here, index);
  countOutDead(port, index);
  port.compareExchange(LOOKER, index + 1, 0);
  let buried = 0;
  for (let place = 0; place < ACTIVE_SLOTS; place += 1) {
    const record = port.load(base + ACTIVE + place);
    if (record === 0) continue;
    port.store(base + ACTIVE + place, 0);
    breakLocksOf(here, index, record);
    for (let at = 0; at < port.get(record + RECORD_REQUESTS); at += 1) {
      const request = requestAt(record, at);
      if (port.get(request + REQUEST_MODE) !== READ) poison(here, port.get(request + REQUEST_COWN), error);
    }
    tellUnseen(here, record, error);
    settleResult(here, record, { kind: 'error', error });
    finish(here, record);
    buried += 1;
  }
  const pending = port.load(base + PENDING);
  port.set(base + PENDING, 0);
  port.set(base + PENDING_RUN, 0);
  port.set(base + RELEASING, 0);
  for (const word of [LOOKING, INSIDE, HALT]) port.store(base + word, 0);
  if (pending !== 0) append(port, self, base, pending);
  abandonHandles(here, index);
  // It may have sent a message and not told.
  port.add(MAIL_EPOCH, 1);
  port.notify(MAIL_EPOCH, Number.POSITIVE_INFINITY);
  return buried;
};
