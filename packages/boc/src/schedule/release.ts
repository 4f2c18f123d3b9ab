import {
  READ,
  RECORD_WAITING,
  REQUEST_MODE,
  REQUEST_NEXT,
  REQUEST_RECORD,
  WRITE,
} from '../behaviour/record.ts';
import { COWN_ACTIVE, COWN_HEAD, COWN_LOCK, COWN_TAIL } from '../cown/slot.ts';
import { lock, unlock } from '../memory/lock.ts';
import type { Port } from '../memory/port.ts';

/**
 * Lets go of a cown and grants it to the next in line: one writer, or all readers up to the next writer.
 *
 * @param ready is told of each behaviour that thereby has all its cowns.
 */
export const release = (
  port: Port,
  self: number,
  cown: number,
  mode: number,
  ready: (port: Port, self: number, record: number) => void,
): void => {
  lock(port, cown + COWN_LOCK, self + 1);
  const left = mode === READ ? port.get(cown + COWN_ACTIVE) - 1 : 0;
  const first = port.get(cown + COWN_HEAD);
  if (left > 0 || first === 0) {
    port.set(cown + COWN_ACTIVE, left);
    unlock(port, cown + COWN_LOCK);
    return;
  }
  let last = first;
  let next = port.get(first + REQUEST_NEXT);
  if (port.get(first + REQUEST_MODE) === WRITE) port.set(cown + COWN_ACTIVE, -1);
  else {
    let readers = 1;
    while (next !== 0 && port.get(next + REQUEST_MODE) === READ) {
      last = next;
      next = port.get(next + REQUEST_NEXT);
      readers += 1;
    }
    port.set(cown + COWN_ACTIVE, readers);
  }
  port.set(cown + COWN_HEAD, next);
  if (next === 0) port.set(cown + COWN_TAIL, 0);
  port.set(last + REQUEST_NEXT, 0);
  unlock(port, cown + COWN_LOCK);
  for (let request = first; request !== 0; ) {
    // Read before the count falls: from then on the behaviour may run, end, and its memory be another's.
    const after = port.get(request + REQUEST_NEXT);
    const record = port.get(request + REQUEST_RECORD);
    if (port.add(record + RECORD_WAITING, -1) === 1) ready(port, self, record);
    request = after;
  }
};

/** Puts a cown's line right after a thread died while it changed it: the links tell who stands in it. Under its lock. */
export const repairLine = (port: Port, cown: number): void => {
  let last = 0;
  for (let request = port.get(cown + COWN_HEAD); request !== 0; request = port.get(request + REQUEST_NEXT))
    last = request;
  port.set(cown + COWN_TAIL, last);
};
