import type { Tenure } from '../cown/held.ts';
import { outcome as readOutcome } from '../cown/handle.ts';
import { takeWaiting } from '../cown/waiting.ts';
import { takeInHand } from '../context/hand.ts';
import { hooks } from '../context/hooks.ts';
import type { Thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { DROPPING, threadBase } from '../memory/layout.ts';
import { count, counterAt } from '../stats/counters.ts';
import { traceStep } from '../trace/record.ts';
import { clearActive, noteActive } from './active.ts';
import { isCancelled } from './cancel.ts';
import { abortRunning, type Running, runInside, runInsideAsync } from './current.ts';
import { codeNumbered, loadCode } from './define.ts';
import { type Given, openCowns, parametersOf } from './parameters.ts';
import { prepareAll, type Publication, publishAll } from './publish.ts';
import {
  ATOMIC,
  ANSWERED,
  INTERNAL,
  RECORD_ASKER,
  RECORD_CANCEL,
  RECORD_CODE,
  RECORD_FLAGS,
  RECORD_NUMBER,
  RECORD_ORIGIN,
  RECORD_TIMEOUT,
  REQUEST_COWN,
  requestAt,
} from './record.ts';
import {
  answerOf,
  dropped,
  endRecord,
  finish,
  type Outcome,
  prepareResult,
  settleResult,
  settleUnrun,
  settleWith,
  tellUnseen,
} from './settle.ts';

const DROPPED = counterAt('dropped');
/** How often a running behaviour looks whether its caller has cancelled it. Milliseconds. */
const CANCEL_POLL = 5;

type Body = NonNullable<ReturnType<typeof codeNumbered>>;

let asynchronous = 0;
/** How many asynchronous bodies (or imports for one) this thread is in the middle of. */
export const runningAsync = (): number => asynchronous;

let raised: ((error: unknown) => void) | undefined;

/** Tells of every exception that ends a body on this thread while `work` runs. */
export const tellingRaised = <T>(told: (error: unknown) => void, work: () => T): T => {
  raised = told;
  try {
    return work();
  } finally {
    raised = undefined;
  }
};

const conclude = (here: Thread, record: number, place: number, { changes, outcome }: Publication): void => {
  if (outcome.kind === 'error') {
    raised?.(outcome.error);
    tellUnseen(here, record, outcome.error);
  }
  // Classes encode themselves by code of their own: that comes before the step in which all is published and let go.
  const settlement = prepareResult(here, record, outcome);
  here.port.enter();
  publishAll(here, changes);
  traceStep(here, 'end', record);
  if (settlement !== undefined) settleWith(here, record, settlement);
  clearActive(here, place);
  finish(here, record);
  here.port.leave();
};

/** The end of a behaviour whose body has not begun. */
const concludeUnbegun = (here: Thread, record: number, place: number, error: unknown): void => {
  conclude(here, record, place, { changes: [], outcome: { kind: 'error', error } });
};

const complete = (
  here: Thread,
  record: number,
  place: number,
  running: Running & Tenure,
  given: readonly Given[],
  outcome: Outcome,
): void => {
  running.ended = true;
  const atomic = (here.port.get(record + RECORD_FLAGS) & ATOMIC) !== 0;
  conclude(here, record, place, prepareAll(here, given, outcome, atomic));
};

/** Watches time and caller of an asynchronous body; answers how to stop watching. */
const watch = (
  here: Thread,
  record: number,
  running: Running,
  told: (error: BocError) => void,
): (() => void) => {
  const time = here.port.get(record + RECORD_TIMEOUT);
  const cell = here.port.get(record + RECORD_CANCEL);
  const abort = (error: BocError): void => {
    told(error);
    abortRunning(running, error);
  };
  const timer =
    time === 0
      ? undefined
      : setTimeout(() => {
          abort(
            new BocError(
              'BOC_TIMEOUT',
              `the behaviour did not end within ${time} ms; its cowns stay held until it does`,
            ),
          );
        }, time);
  const poll =
    cell === 0
      ? undefined
      : setInterval(() => {
          if (!isCancelled(here, cell)) return;
          clearInterval(poll);
          abort(new BocError('BOC_CANCELLED', 'the caller cancelled this behaviour while it ran'));
        }, CANCEL_POLL);
  return () => {
    clearTimeout(timer);
    clearInterval(poll);
  };
};

const awaitBody = (
  here: Thread,
  record: number,
  place: number,
  running: Running & Tenure,
  given: readonly Given[],
  promise: PromiseLike<unknown>,
): void => {
  asynchronous += 1;
  let toldError: BocError | undefined;
  const unwatch = watch(here, record, running, (error) => {
    toldError = error;
    // The caller need not wait for a body that does not listen; what it holds must.
    settleResult(here, record, { kind: 'error', error });
  });
  const end = (outcome: Outcome): void => {
    unwatch();
    asynchronous -= 1;
    complete(
      here,
      record,
      place,
      running,
      given,
      toldError === undefined ? outcome : { kind: 'error', error: toldError },
    );
    hooks.settled();
  };
  const follow = async (): Promise<void> => {
    let outcome: Outcome;
    try {
      outcome = { kind: 'value', value: await promise };
    } catch (error) {
      outcome = { kind: 'error', error };
    }
    end(outcome);
  };
  void follow();
};

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

const runBody = (here: Thread, record: number, place: number, body: Body): void => {
  const { port } = here;
  const running: Running & Tenure = {
    record,
    number: port.get(record + RECORD_NUMBER),
    origin: port.get(record + RECORD_ORIGIN),
    abort: undefined,
    reason: undefined,
    aborted: false,
    ended: false,
    notices: undefined,
  };
  traceStep(here, 'start', record);
  let given: readonly Given[] = [];
  let parameters: readonly unknown[];
  try {
    given = openCowns(here, record, running);
    parameters = parametersOf(here, record, given);
  } catch (error) {
    running.ended = true;
    concludeUnbegun(here, record, place, error);
    return;
  }
  let value: unknown;
  try {
    value = (body.isAsync ? runInsideAsync : runInside)(running, body.run, parameters);
  } catch (error) {
    complete(here, record, place, running, given, { kind: 'error', error });
    return;
  }
  if (isThenable(value)) awaitBody(here, record, place, running, given, value);
  else complete(here, record, place, running, given, { kind: 'value', value });
};

const importThenRun = async (here: Thread, record: number, place: number): Promise<void> => {
  asynchronous += 1;
  let body: Body | undefined;
  try {
    body = await loadCode(here.port.get(record + RECORD_CODE));
  } catch (error) {
    concludeUnbegun(here, record, place, error);
  }
  // Outside of that: a record ends once.
  if (body !== undefined) runBody(here, record, place, body);
  asynchronous -= 1;
  hooks.settled();
};

/** True for a read of the main thread's own, which has no body. */
export const isRead = ({ port }: Thread, record: number): boolean =>
  (port.get(record + RECORD_FLAGS) & INTERNAL) !== 0;

/** Gives somebody who waits on the main thread what the cown holds, or what a behaviour came to. */
export const answerRead = (here: Thread, record: number): void => {
  const { port } = here;
  takeInHand();
  const asked = (port.get(record + RECORD_FLAGS) & ANSWERED) !== 0;
  const waiting = takeWaiting(port.get(record + RECORD_ASKER));
  if (waiting !== undefined) {
    const found = asked
      ? answerOf(here, record)
      : readOutcome(here, port.get(requestAt(record, 0) + REQUEST_COWN));
    if ('error' in found) waiting.reject(found.error);
    else waiting.resolve(found.value);
  }
  if (asked) endRecord(here, record);
  else finish(here, record);
};

/** What ends a behaviour before it begins, or undefined. */
const refusal = (here: Thread, record: number): BocError | undefined => {
  const { port, self } = here;
  if (port.load(DROPPING) === 1) {
    count(port, threadBase(self), DROPPED);
    return dropped();
  }
  return isCancelled(here, port.get(record + RECORD_CANCEL))
    ? new BocError('BOC_CANCELLED', 'the caller cancelled this behaviour before it began')
    : undefined;
};

/**
 * Runs a behaviour that has all its cowns, to its end or, where its body is asynchronous, until that waits. Never throws.
 *
 * @param take answers the behaviour, 0 where there is none; between that and the note of it this thread cannot be ended.
 * @returns true if there was one.
 */
export const executeNext = (here: Thread, take: () => number): boolean => {
  const { port } = here;
  port.enter();
  const record = take();
  if (record === 0) {
    port.leave();
    return false;
  }
  if (isRead(here, record)) {
    answerRead(here, record);
    port.leave();
    return true;
  }
  takeInHand();
  const reason = refusal(here, record);
  if (reason !== undefined) {
    settleUnrun(here, record, reason);
    port.leave();
    return true;
  }
  const place = noteActive(here, record);
  port.leave();
  const body = codeNumbered(port.get(record + RECORD_CODE));
  if (body === undefined) void importThenRun(here, record, place);
  else runBody(here, record, place, body);
  return true;
};

/** The same for one that was taken already, on the main thread. */
export const execute = (here: Thread, record: number): void => {
  executeNext(here, () => record);
};
