import { TAG_PINNED, TAG_TREE, TAG_UNDEFINED } from '../codec/tags.ts';
import { decode, isStill } from '../codec/value.ts';
import { forget, recall } from '../cown/cache.ts';
import { Held, Seen, type Tenure } from '../cown/held.ts';
import { poisonOf, undecodable } from '../cown/poison.ts';
import { stored } from '../cown/store.ts';
import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { STRICT } from '../memory/layout.ts';
import {
  ATOMIC,
  ONE_CAPTURE,
  RECORD_FLAGS,
  RECORD_HIGH,
  RECORD_LOW,
  RECORD_REQUESTS,
  RECORD_SHAPE,
  RECORD_TAG,
  REQUEST_COWN,
  REQUEST_MODE,
  requestAt,
  shapeAt,
  WRITE,
} from './record.ts';

export type Given = Held<unknown> | Seen<unknown>;

const escaped = (slot: number): BocError =>
  new BocError(
    'BOC_ESCAPED_REFERENCE',
    `the value of cown ${slot} was changed by a reference that a behaviour kept beyond its end`,
  );

const openWrite = (here: Thread, slot: number, tenure: Tenure, atomic: boolean): Held<unknown> => {
  const before = stored(here, slot);
  if (before.tag === TAG_PINNED) return new Held<unknown>(slot, tenure, undefined, before, true);
  const cached = before.tag === TAG_TREE ? recall(here, slot) : undefined;
  if (cached !== undefined) {
    if (here.port.get(STRICT) === 1 && !isStill(here, cached.value, before)) {
      forget(slot);
      throw escaped(slot);
    }
    return new Held(slot, tenure, cached.value, before, false);
  }
  try {
    return new Held(slot, tenure, decode(here, before, atomic), before, false);
  } catch (error) {
    throw undecodable(here, slot, error);
  }
};

const openRead = (here: Thread, slot: number, tenure: Tenure): Given => {
  const encoded = stored(here, slot);
  if (encoded.tag === TAG_PINNED) return new Held<unknown>(slot, tenure, undefined, encoded, true);
  try {
    // Always anew: what a reader does to its copy must reach nobody.
    return new Seen(slot, tenure, decode(here, encoded));
  } catch (error) {
    throw undecodable(here, slot, error);
  }
};

/** The cowns of a record, opened in order. Throws the reason why one of them is unavailable. */
export const openCowns = (here: Thread, record: number, tenure: Tenure): readonly Given[] => {
  const { port } = here;
  const requests = port.get(record + RECORD_REQUESTS);
  const atomic = (port.get(record + RECORD_FLAGS) & ATOMIC) !== 0;
  const given: Given[] = [];
  for (let index = 0; index < requests; index += 1) {
    const reason = poisonOf(here, port.get(requestAt(record, index) + REQUEST_COWN));
    if (reason !== undefined) throw reason;
  }
  for (let index = 0; index < requests; index += 1) {
    const request = requestAt(record, index);
    const slot = port.get(request + REQUEST_COWN);
    given.push(
      port.get(request + REQUEST_MODE) === WRITE
        ? openWrite(here, slot, tenure, atomic)
        : openRead(here, slot, tenure),
    );
  }
  return given;
};

/** What the body is called with: cowns and groups as they were asked for, then the captured values. */
export const parametersOf = (here: Thread, record: number, given: readonly Given[]): readonly unknown[] => {
  const { port } = here;
  const from = shapeAt(port, record);
  const until = from + port.get(record + RECORD_SHAPE);
  const parameters: unknown[] = [];
  for (let at = from; at < until; at += 1) {
    const word = port.get(at);
    if (word >= 0) parameters.push(given[word]);
    else {
      const group: (Given | undefined)[] = [];
      for (let left = -word - 1; left > 0; left -= 1) {
        at += 1;
        group.push(given[port.get(at)]);
      }
      parameters.push(group);
    }
  }
  const one = (port.get(record + RECORD_FLAGS) & ONE_CAPTURE) !== 0;
  const tag = port.get(record + RECORD_TAG);
  if (tag === TAG_UNDEFINED && !one) return parameters;
  const captures = decode(here, {
    tag,
    low: port.get(record + RECORD_LOW),
    high: port.get(record + RECORD_HIGH),
  });
  if (one) parameters.push(captures);
  else parameters.push(...(captures as readonly unknown[]));
  return parameters;
};
