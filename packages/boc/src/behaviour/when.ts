import { free } from '../arena/allocate.ts';
import { encode, isWord } from '../codec/value.ts';
import { type Cown, adoptResult, onMain, readInto } from '../cown/handle.ts';
import type { Held, Seen } from '../cown/held.ts';
import { COWN_FLAGS, FLAG_PINNED, newSlot } from '../cown/slot.ts';
import { addWaiting, takeWaiting } from '../cown/waiting.ts';
import { discardNow, NOTHING, unreference } from '../cown/store.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { CLOSED, SEQUENCE, threadBase } from '../memory/layout.ts';
import { submit } from '../schedule/submit.ts';
import { traceSchedule } from '../trace/record.ts';
import { dropCancel, makeCancel } from './cancel.ts';
import { current, refuseInside } from './current.ts';
import { type Behaviour, codeOf } from './define.ts';
import { type Plan, plan } from './plan.ts';
import {
  ASKED,
  ATOMIC,
  HAS_RESULT,
  newRecord,
  ON_MAIN,
  ONE_CAPTURE,
  RECORD_ASKER,
  RECORD_CANCEL,
  RECORD_CLASS,
  RECORD_CODE,
  RECORD_FLAGS,
  RECORD_HIGH,
  RECORD_LOW,
  RECORD_NUMBER,
  RECORD_ORIGIN,
  RECORD_RESULT,
  RECORD_TAG,
  RECORD_TIMEOUT,
  setRequest,
  shapeAt,
  WRITE,
} from './record.ts';

/** A wish to read only. */
export type Read<T> = { readonly kind: 'read'; readonly of: Cown<T> | Held<T> | Seen<T> };

/** Asks for a cown to read: any number of readers run at the same time, between writers, in the order in which they were scheduled. */
export const read = <T>(of: Cown<T> | Held<T> | Seen<T>): Read<T> => ({ kind: 'read', of });

export type One = Cown<never> | Cown<unknown> | Held<unknown> | Seen<unknown> | Read<unknown>;
export type Asked = One | readonly One[];

/** What a body receives for what was asked. */
export type Given<A> =
  A extends Read<infer T>
    ? Seen<T>
    : A extends Cown<infer T>
      ? Held<T>
      : A extends Held<infer T>
        ? Held<T>
        : A extends Seen<infer T>
          ? Held<T>
          : A extends readonly (infer O)[]
            ? readonly Given<O>[]
            : never;
export type GivenAll<A extends readonly Asked[]> = { readonly [K in keyof A]: Given<A[K]> };

export type WhenOptions = {
  /** Nothing the body did to its cowns is kept where it throws. Pinned cowns are not taken back. */
  readonly atomic?: boolean;
  /** Milliseconds for an asynchronous body: then its signal aborts and its result is a BocError `BOC_TIMEOUT`; the cowns follow when it ends. */
  readonly timeout?: number;
  /** Cancels: a body that has not begun is dropped, a running one has its `signal()` aborted. From the main thread only. */
  readonly signal?: AbortSignal;
};

export type When<A extends readonly Asked[]> = {
  /** Further wishes for the same set of cowns. */
  readonly with: (options: WhenOptions) => When<A>;
  /** Schedules a behaviour; its result, or the exception that ended it, comes to the cown answered. Captured values are copied now. */
  readonly run: <X extends readonly unknown[], R>(
    code: Behaviour<readonly [...GivenAll<A>, ...X], R>,
    ...captures: X
  ) => Cown<Awaited<R>>;
  /**
   * The same for who wants the result once, and now: `await when(a).ask(f)` is `await when(a).run(f).get()`, for less. On the main thread only.
   *
   * @throws BocError `BOC_BLOCKING_CALL` inside a behaviour, `BOC_MAIN_ONLY` on a worker.
   */
  readonly ask: <X extends readonly unknown[], R>(
    code: Behaviour<readonly [...GivenAll<A>, ...X], R>,
    ...captures: X
  ) => Promise<Awaited<R>>;
  /** The same without a result; an exception is reported as unobserved. */
  readonly post: <X extends readonly unknown[], R>(
    code: Behaviour<readonly [...GivenAll<A>, ...X], R>,
    ...captures: X
  ) => void;
};

const refuse = (here: Thread): void => {
  const { port, self } = here;
  if (self !== 0 && current() === undefined)
    throw new BocError(
      'BOC_OUTSIDE_BEHAVIOUR',
      'when(…) was called on a worker outside of a behaviour: what a module does at its top level happens on every thread; keep it to the main program, or inside `async` bodies',
    );
  if (port.load(CLOSED) === 1 && current() === undefined)
    throw new BocError(
      'BOC_STOPPED',
      'the runtime is stopping: nothing can be scheduled until start() is called again',
    );
};

/** A result cown, whose slot is answered; an answer to the main thread, which waits at place `asker`; or nothing. */
type Wants = 'result' | 'answer' | 'nothing';

const schedule = (
  asked: readonly Asked[],
  options: WhenOptions,
  definition: object,
  captures: readonly unknown[],
  wants: Wants,
  asker = 0,
): number => {
  const here = thread();
  refuse(here);
  const { port, self } = here;
  const code = codeOf(definition);
  // Everything that can fail comes before the first step that others see; what was made by then is given back.
  const cancel = makeCancel(here, options.signal);
  const single = captures.length === 1 && isWord(captures[0]);
  let captured = NOTHING;
  let planned: Plan;
  try {
    if (captures.length > 0) captured = encode(here, single ? captures[0] : captures);
    // Last: classes that encode themselves may schedule, and plan, meanwhile.
    planned = plan(asked);
  } catch (error) {
    discardNow(here, captured);
    dropCancel(here, cancel);
    throw error;
  }
  const { requests, slots, modes, words, shape } = planned;
  port.enter();
  try {
    const record = newRecord(port, self, requests, words);
    const wantsCown = wants === 'result';
    const result = wantsCown && record !== 0 ? newSlot(port, self, 2, -1, 0) : 0;
    if (record === 0 || (wantsCown && result === 0)) {
      if (record !== 0) free(port, self, record, port.get(record + RECORD_CLASS));
      discardNow(here, captured);
      dropCancel(here, cancel);
      throw new BocError('BOC_OUT_OF_SHARED_MEMORY', 'no shared memory is left to schedule a behaviour');
    }
    let flags =
      (options.atomic === true ? ATOMIC : 0) |
      (wants === 'nothing' ? 0 : HAS_RESULT) |
      (wants === 'answer' ? ASKED : 0) |
      (single ? ONE_CAPTURE : 0);
    for (let index = 0; index < requests; index += 1) {
      const slot = slots[index] ?? 0;
      if ((port.get(slot + COWN_FLAGS) & FLAG_PINNED) !== 0) flags |= ON_MAIN;
      setRequest(port, record, index, slot, modes[index] ?? WRITE);
    }
    const at = shapeAt(port, record);
    for (let index = 0; index < words; index += 1) port.set(at + index, shape[index] ?? 0);
    const own = threadBase(self);
    const number = (port.get(own + SEQUENCE) + 1) | 0;
    port.set(own + SEQUENCE, number);
    port.set(record + RECORD_FLAGS, flags);
    port.set(record + RECORD_CODE, code);
    // Something, as long as it is not settled.
    port.set(record + RECORD_RESULT, wants === 'answer' ? 1 : result);
    port.set(record + RECORD_ASKER, asker);
    port.set(record + RECORD_TAG, captured.tag);
    port.set(record + RECORD_LOW, captured.low);
    port.set(record + RECORD_HIGH, captured.high);
    port.set(record + RECORD_NUMBER, number);
    port.set(record + RECORD_ORIGIN, self);
    port.set(record + RECORD_TIMEOUT, options.timeout ?? 0);
    port.set(record + RECORD_CANCEL, cancel);
    traceSchedule(here, record, planned);
    submit(here, record);
    return result;
  } finally {
    port.leave();
  }
};

const check = (options: WhenOptions): WhenOptions => {
  const { timeout } = options;
  if (timeout !== undefined && !(Number.isInteger(timeout) && timeout > 0 && timeout < 2 ** 31))
    throw new BocError('BOC_BAD_OPTION', `timeout is a whole number of milliseconds above 0, not ${timeout}`);
  return options;
};

/** A class, for there is one per behaviour: what is asked for, and the ways to go on from there. */
class Asking<A extends readonly Asked[]> {
  readonly #asked: A;
  readonly #options: WhenOptions;

  constructor(asked: A, options: WhenOptions) {
    this.#asked = asked;
    this.#options = options;
  }

  with(more: WhenOptions): When<A> {
    return new Asking(this.#asked, check({ ...this.#options, ...more }));
  }

  run<R>(code: object, ...captures: readonly unknown[]): Cown<Awaited<R>> {
    return adoptResult(schedule(this.#asked, this.#options, code, captures, 'result'));
  }

  ask<R>(code: object, ...captures: readonly unknown[]): Promise<Awaited<R>> {
    return new Promise<unknown>((resolve, reject) => {
      refuseInside('ask()');
      const here = onMain('ask()');
      const { timeout, signal } = this.#options;
      if (timeout === undefined && signal === undefined) {
        const place = addWaiting({ resolve, reject });
        try {
          schedule(this.#asked, this.#options, code, captures, 'answer', place);
        } catch (error) {
          takeWaiting(place);
          throw error;
        }
        return;
      }
      // The answer may come before the body ends, so it does not come with the record.
      const result = schedule(this.#asked, this.#options, code, captures, 'result');
      try {
        readInto(here, result, resolve, reject);
      } finally {
        unreference(here, result);
      }
    }) as Promise<Awaited<R>>;
  }

  post(code: object, ...captures: readonly unknown[]): void {
    schedule(this.#asked, this.#options, code, captures, 'nothing');
  }
}

const NO_OPTIONS: WhenOptions = {};

/**
 * Asks for cowns, to run a behaviour once all are free: exclusively, or shared where `read(cown)` says so; an array of cowns becomes one
 * parameter; a cown asked for twice is given twice and held once; without cowns the behaviour runs when a thread is free.
 * Two behaviours that share a cown run in the order in which they were scheduled, and nothing can deadlock.
 *
 * @example when(from, to).run(transfer, 100)
 */
export const when = <A extends readonly Asked[]>(...asked: A): When<A> => new Asking(asked, NO_OPTIONS);
