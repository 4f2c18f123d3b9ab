import { TAG_PINNED } from '../codec/tags.ts';
import { decode, encode } from '../codec/value.ts';
import { refuseInside } from '../behaviour/current.ts';
import {
  INTERNAL,
  newRecord,
  ON_MAIN,
  READ,
  RECORD_ASKER,
  RECORD_FLAGS,
  setRequest,
  WRITE,
} from '../behaviour/record.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { BUMP } from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';
import { pinnedValue, setPinned } from '../pin/pinned.ts';
import { letGo } from '../schedule/let-go.ts';
import { submit } from '../schedule/submit.ts';
import { type HasSlot, setHandleOf, setShare, SLOT } from './identity.ts';
import { closeLedger, enter, strike } from './ledger.ts';
import { poisonOf, undecodable } from './poison.ts';
import {
  COWN_ACTIVE,
  COWN_FLAGS,
  COWN_LOCK,
  FLAG_EXCEPTION,
  FLAG_OBSERVED,
  FLAG_PINNED,
  newSlot,
  retain,
} from './slot.ts';
import { NOTHING, PINNED, publish, stored, unreference } from './store.ts';
import { addWaiting } from './waiting.ts';

/** Handles by their cown, where it could come back to this thread. */
const alive = new Map<number, WeakRef<Cown<unknown>>>();

/** True once this thread has given back all that its handles referred to: what is collected later has nothing left to give. */
let abandoned = false;

const giveBack = (ticket: number): void => {
  if (abandoned) return;
  const here = thread();
  const slot = strike(here, ticket);
  // A newer handle of the same cown may stand there by now.
  const known = alive.get(slot);
  if (known !== undefined && known.deref() === undefined) alive.delete(slot);
  unreference(here, slot);
};

const registry = new FinalizationRegistry<number>(giveBack);

const enlist = (handle: Cown<unknown>): void => {
  alive.set(handle[SLOT], new WeakRef(handle));
};

/** What a read outside of behaviours gives: the value, or the exception that is there instead of one. */
export const outcome = (
  here: Thread,
  slot: number,
): { readonly error: unknown } | { readonly value: unknown } => {
  const { port } = here;
  const poison = poisonOf(here, slot);
  if (poison !== undefined) return { error: poison };
  const flags = port.get(slot + COWN_FLAGS);
  try {
    const encoded = stored(here, slot);
    const value = encoded.tag === TAG_PINNED ? pinnedValue(slot) : decode(here, encoded, true);
    if ((flags & FLAG_EXCEPTION) === 0) return { value };
    port.set(slot + COWN_FLAGS, flags | FLAG_OBSERVED);
    return { error: value };
  } catch (cause) {
    return { error: undecodable(here, slot, cause) };
  }
};

export const onMain = (what: string): Thread => {
  const here = thread();
  if (here.self !== 0)
    throw new BocError(
      'BOC_MAIN_ONLY',
      `${what} is for the main thread; a behaviour asks for the cown with when(…)`,
    );
  return here;
};

/** Takes a free cown at once, without a record; false where it is held or waited for. */
const seize = ({ port, self }: Thread, slot: number, mode: number): boolean => {
  if (port.load(slot + COWN_ACTIVE) !== 0) return false;
  lock(port, slot + COWN_LOCK, self + 1);
  const isFree = port.get(slot + COWN_ACTIVE) === 0;
  if (isFree) port.set(slot + COWN_ACTIVE, mode === READ ? 1 : -1);
  unlock(port, slot + COWN_LOCK);
  return isFree;
};

/** Reads a cown once it is its turn, at once where that is now. */
export const readInto = (
  here: Thread,
  slot: number,
  resolve: (value: unknown) => void,
  reject: (error: unknown) => void,
): void => {
  if (seize(here, slot, READ)) {
    const found = outcome(here, slot);
    letGo(here, slot, READ);
    if ('error' in found) reject(found.error);
    else resolve(found.value);
    return;
  }
  const record = newRecord(here.port, here.self, 1, 0);
  if (record === 0) throw new BocError('BOC_OUT_OF_SHARED_MEMORY', 'no shared memory is left for a read');
  here.port.set(record + RECORD_FLAGS, ON_MAIN | INTERNAL);
  setRequest(here.port, record, 0, slot, READ);
  here.port.set(record + RECORD_ASKER, addWaiting({ resolve, reject }));
  submit(here, record);
};

/**
 * A handle of a concurrent owner: a value that only behaviours see, one writer or many readers at a time. A class, against the rule of the
 * house, for the sake of its identity and of the millions of them there may be. Handles travel inside values, captures and messages;
 * on each thread a cown has one handle at a time.
 */
export class Cown<T> {
  readonly [SLOT]: number;
  declare readonly __value?: T;
  /** True once it is known to this thread by its cown, or another handle is. */
  #shared = false;
  /** What keeps the reference of a result's handle: its group, until it is shared. */
  #group: Group | undefined;

  constructor(slot: number, group: Group | undefined) {
    this[SLOT] = slot;
    this.#group = group;
  }

  /** A handle goes into a value, or to somebody else. */
  static share(this: void, handle: object): void {
    if (!(handle instanceof Cown) || handle.#shared) return;
    handle.#shared = true;
    const slot = handle[SLOT];
    if (handle.#group !== undefined) {
      // It may live on now, and the others of its group shall not have to.
      retain(thread().port, slot);
      register(handle);
      handle.#group = undefined;
    }
    if (alive.get(slot)?.deref() === undefined) enlist(handle as Cown<unknown>);
  }

  /**
   * The value, copied to the main thread, once all behaviours scheduled on this cown before have ended.
   * Rejects with the exception where the behaviour that made it threw, and with the reason where the cown is unavailable.
   *
   * @throws BocError `BOC_BLOCKING_CALL` inside a behaviour, `BOC_MAIN_ONLY` on a worker.
   */
  get(): Promise<T> {
    // Not `async`: one promise per read instead of three.
    return new Promise<unknown>((resolve, reject) => {
      refuseInside('get()');
      const here = onMain('get()');
      readInto(here, this[SLOT], resolve, reject);
    }) as Promise<T>;
  }

  /**
   * Takes the value out at once; the cown then holds undefined. For the main thread, once nothing runs.
   *
   * @throws the exception where the behaviour that made it threw; BocError `BOC_NOT_QUIESCENT` while a behaviour holds or awaits the cown.
   */
  take(): T {
    refuseInside('take()');
    const here = onMain('take()');
    const slot = this[SLOT];
    if (!seize(here, slot, WRITE))
      throw new BocError(
        'BOC_NOT_QUIESCENT',
        'a behaviour still holds or awaits this cown: await quiesce() first, or use get()',
      );
    const found = outcome(here, slot);
    if (stored(here, slot).tag === TAG_PINNED) setPinned(slot, undefined);
    else publish(here, slot, NOTHING, stored(here, slot));
    here.port.set(slot + COWN_FLAGS, here.port.get(slot + COWN_FLAGS) & FLAG_PINNED);
    letGo(here, slot, WRITE);
    if ('error' in found) throw found.error;
    return found.value as T;
  }
}

/** So many new handles make a garbage collection worth its time; the bytes that make V8 think so, too. */
const MANY = 100_000;
const WEIGHT = 64 * 2 ** 20;
/** So much new shared memory (in words) does as well, looked at every so many handles: what hangs on them may be large. */
const MUCH = 4 * 2 ** 20;
const LOOK = 1024;
let made = 0;
let heapBefore = 0;

/**
 * V8 sees a handle as a few bytes and nothing of the shared memory behind it, so it would look for those that nobody has any more when there are
 * millions. It does count the bytes of buffers, used or not: an untouched one of some size, dropped at once, makes it look.
 */
const countHandle = (): void => {
  made += 1;
  if (made % LOOK !== 0) return;
  const heap = thread().port.load(BUMP);
  if (made < MANY && heap - heapBefore < MUCH) return;
  made = 0;
  heapBefore = heap;
  try {
    void new ArrayBuffer(WEIGHT);
  } catch {
    // There is no room for it: then V8 looks anyway.
  }
};

const register = (handle: HasSlot): void => {
  countHandle();
  registry.register(handle, enter(thread(), handle[SLOT]));
};

/** A handle for a reference that the caller already holds and hands over. */
export const adopt = <T>(slot: number): Cown<T> => {
  const handle = new Cown<T>(slot, undefined);
  register(handle);
  return handle;
};

/** So many handles of results, made one after the other, are looked for as one. */
const GROUP = 16;
/** Kept by each of its handles: when it is gone, so are they. */
type Group = { readonly tickets: number[] };
let open: WeakRef<Group> | undefined;

const groups = new FinalizationRegistry<readonly number[]>((tickets) => {
  for (const ticket of tickets) giveBack(ticket);
});

/**
 * The same for a result. Most results are dropped soon, and many unseen: an object that the garbage collector has to tell of costs it many
 * times one that just goes. So it tells of groups only; a dropped result stays until its group is gone, in which nobody is who was shared.
 */
export const adoptResult = <T>(slot: number): Cown<T> => {
  let group = open?.deref();
  if (group === undefined || group.tickets.length === GROUP) {
    group = { tickets: [] };
    open = new WeakRef(group);
    groups.register(group, group.tickets);
  }
  group.tickets.push(enter(thread(), slot));
  countHandle();
  return new Cown<T>(slot, group);
};

setShare(Cown.share);

setHandleOf((slot) => {
  const known = alive.get(slot)?.deref();
  if (known !== undefined) return known;
  retain(thread().port, slot);
  const handle = adopt<unknown>(slot);
  enlist(handle);
  return handle;
});

/** Gives back all references that the handles of thread `index` hold: it is this one and about to end, or it has ended. */
export const abandonHandles = (here: Thread, index: number): number => {
  if (index === here.self) {
    abandoned = true;
    alive.clear();
  }
  const slots = closeLedger(here, index);
  for (const slot of slots) unreference(here, slot);
  return slots.length;
};

export const liveHandles = (): number => alive.size;

const place = (value: unknown, flags: number): number => {
  const here = thread();
  const slot = newSlot(here.port, here.self, 1, 0, flags);
  if (slot === 0) throw new BocError('BOC_OUT_OF_SHARED_MEMORY', 'no shared memory is left for a cown');
  try {
    publish(here, slot, (flags & FLAG_PINNED) !== 0 ? PINNED : encode(here, value), NOTHING);
  } catch (error) {
    unreference(here, slot);
    throw error;
  }
  return slot;
};

/**
 * Puts a value under the care of a cown. The value is copied: what the caller keeps is no longer the cown's.
 * Byte arrays of 4 KiB and more are copied into shared memory once and then seen in place by whoever holds the cown.
 *
 * @throws BocError `BOC_UNENCODABLE` where the value cannot leave this thread; see `registerClass`.
 */
export const cown = <T>(value: T): Cown<T> => adopt<T>(place(value, 0));

/**
 * A cown whose value stays on the main thread as it is, for what cannot travel: sockets, the DOM, functions. Behaviours that need it run on
 * the main thread; its handle may go anywhere.
 *
 * @throws BocError `BOC_MAIN_ONLY` on a worker.
 */
export const pinned = <T>(value: T): Cown<T> => {
  onMain('pinned()');
  const slot = place(undefined, FLAG_PINNED);
  setPinned(slot, value);
  return adopt<T>(slot);
};
