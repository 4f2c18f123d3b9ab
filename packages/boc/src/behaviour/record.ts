import { allocate } from '../arena/allocate.ts';
import { classFor } from '../arena/classes.ts';
import type { Port } from '../memory/port.ts';

/** A scheduled behaviour in shared memory: header, requests sorted by cown, then the shape of its parameters. */
export const RECORD_LINK = 0;
export const RECORD_CLASS = 1;
/** Requests not granted yet, plus one while it is being scheduled. */
export const RECORD_WAITING = 2;
export const RECORD_REQUESTS = 3;
export const RECORD_CODE = 4;
export const RECORD_RESULT = 5;
export const RECORD_FLAGS = 6;
/** Captured values: tag and two words. */
export const RECORD_TAG = 7;
export const RECORD_LOW = 8;
export const RECORD_HIGH = 9;
/** Who it is, for traces and cancelling: number, thread that scheduled it. */
export const RECORD_NUMBER = 10;
export const RECORD_ORIGIN = 11;
export const RECORD_SHAPE = 12;
/** Milliseconds for the body, 0 is none. */
export const RECORD_TIMEOUT = 13;
/** A block shared with whoever may cancel it, or 0. */
export const RECORD_CANCEL = 14;
/** Where the main thread waits for the answer. */
export const RECORD_ASKER = 15;
export const REQUESTS = 16;
export const REQUEST_WORDS = 4;

export const REQUEST_COWN = 0;
export const REQUEST_NEXT = 1;
export const REQUEST_MODE = 2;
export const REQUEST_RECORD = 3;

export const WRITE = 0;
export const READ = 1;

/** Bits of RECORD_FLAGS. */
export const ON_MAIN = 1;
export const ATOMIC = 2;
export const INTERNAL = 4;
/** Somebody may look at its result; without, its exceptions are told at once. */
export const HAS_RESULT = 8;
/** The captured value is one, and stands by itself; else it is an array of them. */
export const ONE_CAPTURE = 16;
/** The main thread waits for its outcome, which comes in the record itself; once it is there, so are ANSWERED and, for an exception, THREW. */
export const ASKED = 32;
export const ANSWERED = 64;
export const THREW = 128;

export const requestAt = (record: number, index: number): number => record + REQUESTS + index * REQUEST_WORDS;
export const shapeAt = (port: Port, record: number): number =>
  requestAt(record, port.get(record + RECORD_REQUESTS));

/**
 * A record with room for its requests and `shape` words of parameters; its requests' cowns and modes are still to be set.
 *
 * @returns 0 where memory is used up.
 */
export const newRecord = (port: Port, self: number, requests: number, shape: number): number => {
  const size = classFor(REQUESTS + requests * REQUEST_WORDS + shape);
  const record = allocate(port, self, size);
  if (record === 0) return 0;
  for (let word = 2; word < REQUESTS; word += 1) port.set(record + word, 0);
  port.set(record + RECORD_LINK, 0);
  port.set(record + RECORD_CLASS, size);
  port.set(record + RECORD_REQUESTS, requests);
  port.set(record + RECORD_SHAPE, shape);
  return record;
};

/** Fills request `index`. Requests must stand in ascending order of their cowns, each cown once. */
export const setRequest = (port: Port, record: number, index: number, cown: number, mode: number): void => {
  const request = requestAt(record, index);
  port.set(request + REQUEST_COWN, cown);
  port.set(request + REQUEST_NEXT, 0);
  port.set(request + REQUEST_MODE, mode);
  port.set(request + REQUEST_RECORD, record);
};
