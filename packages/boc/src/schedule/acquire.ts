import {
  READ,
  RECORD_REQUESTS,
  RECORD_WAITING,
  REQUEST_COWN,
  REQUEST_MODE,
  REQUEST_NEXT,
  requestAt,
} from '../behaviour/record.ts';
import { COWN_ACTIVE, COWN_HEAD, COWN_LOCK, COWN_REFS, COWN_TAIL } from '../cown/slot.ts';
import { lock, unlock } from '../memory/lock.ts';
import type { Port } from '../memory/port.ts';

/**
 * Puts a behaviour into the line of each of its cowns, as one indivisible step: the first phase takes the locks of all of them in
 * ascending order, the second appends and lets go. Two behaviours that share cowns thus stand in the same order in all shared lines, and
 * whoever waits for a lock waits only for a holder of greater ones: no cycle, hence no deadlock.
 *
 * @returns true if every request was granted at once: the caller dispatches the behaviour.
 */
export const acquire = (port: Port, self: number, record: number): boolean => {
  const requests = port.get(record + RECORD_REQUESTS);
  // One more than there are requests, so that nobody can find it complete while we are still here.
  // Plain: nobody knows the record before the first lock is given back.
  port.set(record + RECORD_WAITING, requests + 1);
  for (let index = 0; index < requests; index += 1)
    lock(port, port.get(requestAt(record, index) + REQUEST_COWN) + COWN_LOCK, self + 1);
  let granted = 1;
  for (let index = 0; index < requests; index += 1) {
    const request = requestAt(record, index);
    const cown = port.get(request + REQUEST_COWN);
    port.add(cown + COWN_REFS, 1);
    const active = port.get(cown + COWN_ACTIVE);
    const tail = port.get(cown + COWN_TAIL);
    const reads = port.get(request + REQUEST_MODE) === READ;
    if (tail === 0 && (active === 0 || (reads && active > 0))) {
      port.set(cown + COWN_ACTIVE, reads ? active + 1 : -1);
      granted += 1;
    } else {
      if (tail === 0) port.set(cown + COWN_HEAD, request);
      else port.set(tail + REQUEST_NEXT, request);
      port.set(cown + COWN_TAIL, request);
    }
    unlock(port, cown + COWN_LOCK);
  }
  // Then nobody else has it, and nobody looks.
  if (granted === requests + 1) return true;
  return port.add(record + RECORD_WAITING, -granted) === granted;
};
