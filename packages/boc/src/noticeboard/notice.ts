import { current, type Running } from '../behaviour/current.ts';
import { TAG_UNDEFINED } from '../codec/tags.ts';
import { encode, type Encoded } from '../codec/value.ts';
import { discardNow, NOTHING } from '../cown/store.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { BOARD_ENTRIES, BOARD_LOCK, BOARD_VERSION } from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';
import { nameNumber } from '../registry/name.ts';
import {
  copyOf,
  type Copy,
  entryAt,
  entryValue,
  isUnreadable,
  openCopy,
  readNotices,
  undecodableNotice,
} from './snapshot.ts';

/** What an update answers to take the notice off. */
export const REMOVED: unique symbol = Symbol('boc.removed');

/** A behaviour sees the board as it first found it, before its own writes: they are for others. */
const fixView = (here: Thread, running: Running | undefined): void => {
  if (running !== undefined) running.notices ??= readNotices(here);
};

/**
 * All notices: one consistent moment, the same for a whole behaviour, frozen (bytes excepted, which are copies of this thread's own).
 * A notice that cannot be decoded here is a BocError `BOC_UNDECODABLE` in its place.
 */
export const noticeboard = (): ReadonlyMap<string, unknown> => {
  const here = thread();
  const running = current();
  fixView(here, running);
  return running?.notices ?? readNotices(here);
};

/**
 * One notice as `noticeboard()` has it, or `fallback`.
 *
 * @throws BocError `BOC_UNDECODABLE` where it is there, but cannot be decoded on this thread.
 */
export const noticeRead = <T>(key: string, fallback?: T): T | undefined => {
  const notices = noticeboard();
  const value = notices.get(key);
  if (value === undefined && !notices.has(key)) return fallback;
  if (isUnreadable(value)) throw value;
  return value as T;
};

/** The entry of a key, else a free one, else 0. Under the lock. */
const findEntry = ({ port }: Thread, key: number): number => {
  let unused = 0;
  for (let index = 0; index < BOARD_ENTRIES; index += 1) {
    const entry = entryAt(index);
    const found = port.get(entry);
    if (found === key) return entry;
    if (found === 0 && unused === 0) unused = entry;
  }
  return unused;
};

type Put =
  | { readonly kind: 'done'; readonly old: Encoded }
  | { readonly kind: 'full' }
  | { readonly kind: 'changed' };

/** Replaces a notice (or takes it off) unless the board has changed since `version`. */
const put = (here: Thread, key: number, value: Encoded | undefined, version: number | undefined): Put => {
  const { port, self } = here;
  lock(port, BOARD_LOCK, self + 1);
  const now = port.get(BOARD_VERSION);
  let result: Put;
  if (version !== undefined && version !== now) result = { kind: 'changed' };
  else {
    const entry = findEntry(here, key);
    if (entry === 0) result = { kind: 'full' };
    else {
      const old = port.get(entry) === 0 ? NOTHING : entryValue(here, entry);
      // Off first, and on last: a thread that dies in between leaves no half of a notice.
      port.store(entry, 0);
      port.set(entry + 1, value?.tag ?? TAG_UNDEFINED);
      port.set(entry + 2, value?.low ?? 0);
      port.set(entry + 3, value?.high ?? 0);
      if (value !== undefined) port.store(entry, key);
      port.store(BOARD_VERSION, (now + 1) | 0);
      result = { kind: 'done', old };
    }
  }
  unlock(port, BOARD_LOCK);
  return result;
};

const full = (key: string): BocError =>
  new BocError(
    'BOC_NOTICEBOARD_FULL',
    `the noticeboard has its ${BOARD_ENTRIES} notices: "${key}" cannot be put up; delete one first`,
  );

/**
 * Puts a notice up, seen by behaviours that look for the first time after this.
 *
 * @throws BocError `BOC_NOTICEBOARD_FULL` for the 65th key, `BOC_BAD_KEY`, `BOC_UNENCODABLE`.
 */
export const noticeWrite = (key: string, value: unknown): void => {
  const here = thread();
  fixView(here, current());
  const number = nameNumber(key);
  const encoded = encode(here, value);
  const result = put(here, number, encoded, undefined);
  if (result.kind === 'done') discardNow(here, result.old);
  else {
    discardNow(here, encoded);
    throw full(key);
  }
};

/** Takes a notice off; does nothing where there is none. */
export const noticeDelete = (key: string): void => {
  const here = thread();
  fixView(here, current());
  const result = put(here, nameNumber(key), undefined, undefined);
  if (result.kind === 'done') discardNow(here, result.old);
};

/** One notice and the version of the board it was read from. */
const peek = (here: Thread, key: number): { readonly version: number; readonly copy: Copy | undefined } => {
  const { port, self } = here;
  lock(port, BOARD_LOCK, self + 1);
  try {
    const entry = findEntry(here, key);
    const isThere = entry !== 0 && port.get(entry) === key;
    return { version: port.get(BOARD_VERSION), copy: isThere ? copyOf(here, entry) : undefined };
  } finally {
    unlock(port, BOARD_LOCK);
  }
};

const present = (here: Thread, copy: Copy): unknown => {
  try {
    return openCopy(here, copy);
  } catch (cause) {
    throw undecodableNotice(here, copy.key, cause);
  }
};

/**
 * Changes a notice as one indivisible step: `change` is called with the present value (or `fallback`), again where another thread was
 * faster, so it must have no effects; REMOVED takes the notice off. If it throws, the notice stays and the error is the caller's.
 *
 * @throws BocError `BOC_UNDECODABLE` where the present value cannot be decoded here; what `noticeWrite` throws.
 */
export const noticeUpdate = <T>(key: string, change: (value: T) => T | typeof REMOVED, fallback: T): void => {
  const here = thread();
  fixView(here, current());
  const number = nameNumber(key);
  for (;;) {
    const { version, copy } = peek(here, number);
    const next = change(copy === undefined ? fallback : (present(here, copy) as T));
    const encoded = next === REMOVED ? undefined : encode(here, next);
    const result = put(here, number, encoded, version);
    if (result.kind === 'done') {
      discardNow(here, result.old);
      return;
    }
    if (encoded !== undefined) discardNow(here, encoded);
    if (result.kind === 'full' && next === REMOVED) return;
    if (result.kind === 'full') throw full(key);
  }
};

/** Puts several notices up from the main thread, before anything is scheduled. */
export const noticeSeed = (notices: Readonly<Record<string, unknown>>): void => {
  if (thread().self !== 0) throw new BocError('BOC_MAIN_ONLY', 'noticeSeed() is for the main thread');
  for (const [key, value] of Object.entries(notices)) noticeWrite(key, value);
};
