import { free } from '../arena/allocate.ts';
import { decode, encode, type Encoded, hasBlob } from '../codec/value.ts';
import { discardNow, NOTHING, publish, setException, unreference } from '../cown/store.ts';
import { letFromHand } from '../context/hand.ts';
import { tellOf } from '../context/hooks.ts';
import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { textOfError } from '../errors/text.ts';
import { RELEASING, threadBase } from '../memory/layout.ts';
import { handOut, letGo } from '../schedule/let-go.ts';
import { countAtomically, counterAt } from '../stats/counters.ts';
import { endCancel } from './cancel.ts';
import {
  ANSWERED,
  ASKED,
  HAS_RESULT,
  INTERNAL,
  ON_MAIN,
  RECORD_CANCEL,
  RECORD_CLASS,
  RECORD_FLAGS,
  RECORD_HIGH,
  RECORD_LOW,
  RECORD_REQUESTS,
  RECORD_RESULT,
  RECORD_TAG,
  REQUEST_COWN,
  REQUEST_MODE,
  requestAt,
  THREW,
  WRITE,
} from './record.ts';

const FINISHED = counterAt('finished');

/** How a behaviour came out. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: unknown };

/** An outcome as its result cown is to have it. */
export type Settlement = { readonly value: Encoded; readonly threw: boolean };

const RETURNED_NOTHING: Settlement = { value: NOTHING, threw: false };

/** Encodes an outcome, undefined where there is no result cown that waits for it. */
export const prepareResult = (here: Thread, record: number, outcome: Outcome): Settlement | undefined => {
  if (here.port.get(record + RECORD_RESULT) === 0) return undefined;
  try {
    if (outcome.kind === 'error') return { value: encode(here, outcome.error), threw: true };
    return outcome.value === undefined
      ? RETURNED_NOTHING
      : { value: encode(here, outcome.value), threw: false };
  } catch (error) {
    try {
      return { value: encode(here, error), threw: true };
    } catch {
      return { value: NOTHING, threw: true };
    }
  }
};

/** Gives a behaviour's result to its result cown. Only the first call for a record does anything: a result is settled once. */
export const settleResult = (here: Thread, record: number, outcome: Outcome): void => {
  const settlement = prepareResult(here, record, outcome);
  if (settlement !== undefined) settleWith(here, record, settlement);
};

/** The same with what was prepared. */
export const settleWith = (here: Thread, record: number, { value, threw }: Settlement): void => {
  const { port } = here;
  const result = port.get(record + RECORD_RESULT);
  const flags = port.get(record + RECORD_FLAGS);
  port.enter();
  // From here on, should this thread die, nobody settles it again.
  port.set(record + RECORD_RESULT, 0);
  if ((flags & ASKED) !== 0) {
    discardCaptures(here, record);
    port.set(record + RECORD_TAG, value.tag);
    port.set(record + RECORD_LOW, value.low);
    port.set(record + RECORD_HIGH, value.high);
    port.set(record + RECORD_FLAGS, flags | ON_MAIN | INTERNAL | ANSWERED | (threw ? THREW : 0));
    port.leave();
    return;
  }
  publish(here, result, value, NOTHING);
  if (threw) setException(here, result, true);
  letGo(here, result, WRITE);
  port.leave();
  unreference(here, result);
};

/** What the values of a record own, captured ones or an answer, is given back. */
const discardCaptures = (here: Thread, record: number): void => {
  const { port } = here;
  const tag = port.get(record + RECORD_TAG);
  if (hasBlob(tag))
    discardNow(here, { tag, low: port.get(record + RECORD_LOW), high: port.get(record + RECORD_HIGH) });
};

/** What a behaviour that was asked for came to. */
export const answerOf = (
  here: Thread,
  record: number,
): { readonly error: unknown } | { readonly value: unknown } => {
  const { port } = here;
  const encoded = {
    tag: port.get(record + RECORD_TAG),
    low: port.get(record + RECORD_LOW),
    high: port.get(record + RECORD_HIGH),
  };
  try {
    const value = decode(here, encoded, true);
    return (port.get(record + RECORD_FLAGS) & THREW) === 0 ? { value } : { error: value };
  } catch (cause) {
    return {
      error: new BocError(
        'BOC_UNDECODABLE',
        `what a behaviour answered could not be decoded on thread ${here.self}: ${textOfError(cause)}`,
        cause,
      ),
    };
  }
};

/** Gives back a record that nobody needs any more, and counts its behaviour as finished. */
export const endRecord = (here: Thread, record: number): void => {
  const { port, self } = here;
  port.enter();
  discardCaptures(here, record);
  free(port, self, record, port.get(record + RECORD_CLASS));
  letFromHand();
  countAtomically(port, threadBase(self), FINISHED);
  port.leave();
};

/** Ends a behaviour, all of it or nothing, however its thread may be ended: its cowns go to the next in line, its memory is given back, and it counts as finished. */
export const finish = (here: Thread, record: number): void => {
  const { port, self } = here;
  const own = threadBase(self);
  const requests = port.get(record + RECORD_REQUESTS);
  port.enter();
  port.set(own + RELEASING, self === 0 ? 0 : 1);
  for (let index = 0; index < requests; index += 1) {
    const request = requestAt(record, index);
    const slot = port.get(request + REQUEST_COWN);
    letGo(here, slot, port.get(request + REQUEST_MODE));
    unreference(here, slot);
  }
  port.set(own + RELEASING, 0);
  endCancel(here, port.get(record + RECORD_CANCEL));
  if ((port.get(record + RECORD_FLAGS) & ANSWERED) === 0) endRecord(here, record);
  else {
    // The answer goes to who asked, in the record itself: it ends there.
    letFromHand();
    handOut(here, record);
  }
  port.leave();
};

/** An exception of a behaviour that was posted has no result to lie in. */
export const tellUnseen = ({ port }: Thread, record: number, error: unknown): void => {
  if ((port.get(record + RECORD_FLAGS) & HAS_RESULT) === 0) tellOf(error);
};

/** Ends a behaviour whose body is not run. */
export const settleUnrun = (here: Thread, record: number, error: unknown): void => {
  tellUnseen(here, record, error);
  settleResult(here, record, { kind: 'error', error });
  finish(here, record);
};

export const dropped = (): BocError =>
  new BocError('BOC_DROPPED', 'the runtime was stopped before this behaviour began');
