import { current } from '../behaviour/current.ts';
import { BocError } from '../errors/errors.ts';
import { pinnedValue, setPinned } from '../pin/pinned.ts';
import type { Encoded } from '../codec/value.ts';
import type { Cown } from './handle.ts';
import { handleOf, SLOT } from './identity.ts';

/** Whether a body may still look: it ends for all its cowns at once. */
export type Tenure = { ended: boolean };

const ended = (): BocError =>
  new BocError(
    'BOC_NOT_HELD',
    `this cown is no longer held: its behaviour has ended${current() === undefined ? '' : ', another one runs'}; schedule a new one with when(…)`,
  );

/** What a body receives for a cown: its value, as long as the behaviour lasts. A class, for there is one per cown and behaviour. */
export class Held<T> {
  readonly [SLOT]: number;
  readonly #tenure: Tenure;
  readonly #pinned: boolean;
  readonly #before: Encoded;
  #value: T;

  constructor(slot: number, tenure: Tenure, value: T, before: Encoded, isPinned: boolean) {
    this[SLOT] = slot;
    this.#tenure = tenure;
    this.#value = value;
    this.#before = before;
    this.#pinned = isPinned;
  }

  get value(): T {
    if (this.#tenure.ended) throw ended();
    return this.#pinned ? (pinnedValue(this[SLOT]) as T) : this.#value;
  }

  set value(value: T) {
    if (this.#tenure.ended) throw ended();
    if (this.#pinned) setPinned(this[SLOT], value);
    else this.#value = value;
  }

  /** The cown itself, to schedule on or to store. */
  get cown(): Cown<T> {
    return handleOf(this[SLOT]) as Cown<T>;
  }

  /** For who publishes at the end of the body: whether there is anything to (a pinned value lives on the main thread), what was left, and what stood there before. */
  static publishes(held: Held<unknown>): boolean {
    return !held.#pinned;
  }
  static left(held: Held<unknown>): unknown {
    return held.#value;
  }
  static before(held: Held<unknown>): Encoded {
    return held.#before;
  }
}

/** What a body receives for `read(cown)`: many behaviours may look at the same time, none may change. */
export class Seen<T> {
  readonly [SLOT]: number;
  readonly #tenure: Tenure;
  readonly #value: T;

  constructor(slot: number, tenure: Tenure, value: T) {
    this[SLOT] = slot;
    this.#tenure = tenure;
    this.#value = value;
  }

  get value(): T {
    if (this.#tenure.ended) throw ended();
    return this.#value;
  }

  set value(_value: T) {
    throw new BocError('BOC_READ_ONLY', 'this cown was asked for with read(…): to change it, ask without');
  }

  /** The copy that the body was given. */
  static outcome(seen: Seen<unknown>): unknown {
    return seen.#value;
  }

  get cown(): Cown<T> {
    return handleOf(this[SLOT]) as Cown<T>;
  }
}
