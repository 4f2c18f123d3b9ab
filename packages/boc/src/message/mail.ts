import { allocate, free } from '../arena/allocate.ts';
import { current } from '../behaviour/current.ts';
import { decode, encode, type Encoded } from '../codec/value.ts';
import { discardNow } from '../cown/store.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { checkWait } from '../errors/options.ts';
import { MAIL, MAIL_EPOCH, MAIL_LOCK, MAIL_QUEUE_WORDS, MAIL_QUEUES } from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';
import { textOf } from '../registry/log.ts';
import { nameNumber, nameNumberKnown } from '../registry/name.ts';

/** What a receive answers in place of a tag when its time is up. */
export const TIMEOUT: unique symbol = Symbol('boc.timeout');

export type ReceiveOptions = {
  /** Milliseconds; 0 only looks. Default without end, which a behaviour may not wait. */
  readonly timeout?: number;
};

/** Messages that one tag holds at most. */
const MOST_MESSAGES = 16_384;
const LETTER_CLASS = 0;

/** The words of a tag's queue. */
const QUEUE_TAG = 0;
const QUEUE_FIRST = 1;
const QUEUE_LAST = 2;
const QUEUE_WAITING = 3;
const QUEUE_SENT = 4;
const QUEUE_TAKEN = 5;

/** The queue of a tag, 0 where it has none. Under the lock. */
const findQueue = ({ port }: Thread, tag: number): number => {
  for (let index = 0; index < MAIL_QUEUES; index += 1) {
    const queue = MAIL + index * MAIL_QUEUE_WORDS;
    const found = port.get(queue + QUEUE_TAG);
    if (found === tag) return queue;
    if (found === 0) return 0;
  }
  return 0;
};

/** A place that is free, or else one whose tag has no messages; 0 where there is none. Under the lock. */
const vacantQueue = ({ port }: Thread): number => {
  let empty = 0;
  for (let index = 0; index < MAIL_QUEUES; index += 1) {
    const queue = MAIL + index * MAIL_QUEUE_WORDS;
    if (port.get(queue + QUEUE_TAG) === 0) return queue;
    if (empty === 0 && port.get(queue + QUEUE_WAITING) === 0) empty = queue;
  }
  return empty;
};

/** The queue of a tag that is about to get a message; 0 where all places are taken by messages of other tags. Under the lock. */
const queueFor = (here: Thread, tag: number): number => {
  const found = findQueue(here, tag);
  if (found !== 0) return found;
  const queue = vacantQueue(here);
  if (queue === 0) return 0;
  for (let word = QUEUE_FIRST; word < MAIL_QUEUE_WORDS; word += 1) here.port.set(queue + word, 0);
  here.port.set(queue + QUEUE_TAG, tag);
  return queue;
};

/**
 * Sends a copy of a value to whoever receives its tag first; in order per sender and tag.
 *
 * @throws BocError `BOC_MAILBOX_FULL` where 16,384 messages of the tag, or messages of 256 other tags, wait already, `BOC_BAD_KEY`, `BOC_UNENCODABLE`.
 */
export const send = (tag: string, value: unknown): void => {
  const here = thread();
  const { port, self } = here;
  const number = nameNumber(tag);
  const letter = allocate(port, self, LETTER_CLASS);
  if (letter === 0) throw new BocError('BOC_OUT_OF_SHARED_MEMORY', 'no shared memory is left for a message');
  let encoded: Encoded;
  try {
    encoded = encode(here, value);
  } catch (error) {
    free(port, self, letter, LETTER_CLASS);
    throw error;
  }
  port.set(letter, 0);
  port.set(letter + 1, encoded.tag);
  port.set(letter + 2, encoded.low);
  port.set(letter + 3, encoded.high);
  lock(port, MAIL_LOCK, self + 1);
  const queue = queueFor(here, number);
  const length = queue === 0 ? MOST_MESSAGES : port.get(queue + QUEUE_WAITING);
  if (length < MOST_MESSAGES) {
    const tail = port.get(queue + QUEUE_LAST);
    if (tail === 0) port.set(queue + QUEUE_FIRST, letter);
    else port.set(tail, letter);
    port.set(queue + QUEUE_LAST, letter);
    port.set(queue + QUEUE_WAITING, length + 1);
    port.set(queue + QUEUE_SENT, (port.get(queue + QUEUE_SENT) + 1) | 0);
  }
  unlock(port, MAIL_LOCK);
  if (length >= MOST_MESSAGES) {
    free(port, self, letter, LETTER_CLASS);
    discardNow(here, encoded);
    throw new BocError(
      'BOC_MAILBOX_FULL',
      queue === 0
        ? `messages of ${MAIL_QUEUES} other tags wait already: there is no place for "${tag}"`
        : `${MOST_MESSAGES} messages "${tag}" wait already`,
    );
  }
  port.add(MAIL_EPOCH, 1);
  port.notify(MAIL_EPOCH, Number.POSITIVE_INFINITY);
};

/** Takes the first message of the first tag that has one. */
const take = (
  here: Thread,
  tags: readonly string[],
): { readonly tag: string; readonly value: Encoded } | undefined => {
  const { port, self } = here;
  for (const tag of tags) {
    const number = nameNumberKnown(tag);
    if (number === undefined) continue;
    lock(port, MAIL_LOCK, self + 1);
    const queue = findQueue(here, number);
    const letter = queue === 0 ? 0 : port.get(queue + QUEUE_FIRST);
    if (letter !== 0) {
      const next = port.get(letter);
      port.set(queue + QUEUE_FIRST, next);
      if (next === 0) port.set(queue + QUEUE_LAST, 0);
      port.set(queue + QUEUE_WAITING, port.get(queue + QUEUE_WAITING) - 1);
      port.set(queue + QUEUE_TAKEN, (port.get(queue + QUEUE_TAKEN) + 1) | 0);
    }
    unlock(port, MAIL_LOCK);
    if (letter === 0) continue;
    const value = { tag: port.get(letter + 1), low: port.get(letter + 2), high: port.get(letter + 3) };
    free(port, self, letter, LETTER_CLASS);
    return { tag, value };
  }
  return undefined;
};

const untilSent = async ({ words }: Thread, seen: number, milliseconds: number): Promise<void> => {
  const waiting = Atomics.waitAsync(words, MAIL_EPOCH, seen, milliseconds);
  if (!waiting.async) return;
  // Waiting on shared memory keeps no process alive; somebody who awaits a message wants it to live.
  const alive = setInterval(() => {}, 60_000);
  await waiting.value;
  clearInterval(alive);
};

/**
 * The next message of a tag, or of any of several: the tag and the value. Answers `[TIMEOUT, undefined]` when the time is up.
 *
 * @throws BocError `BOC_BLOCKING_CALL` inside a behaviour without a timeout; BocError `BOC_BAD_OPTION`, `BOC_BAD_KEY`, `BOC_UNDECODABLE`.
 */
export const receive = async <T = unknown>(
  tags: string | readonly string[],
  { timeout }: ReceiveOptions = {},
): Promise<readonly [string, T] | readonly [typeof TIMEOUT, undefined]> => {
  if (timeout === undefined && current() !== undefined)
    throw new BocError(
      'BOC_BLOCKING_CALL',
      'receive() inside a behaviour needs a timeout: its cowns are held meanwhile',
    );
  checkWait('timeout', timeout);
  const here = thread();
  const wanted = typeof tags === 'string' ? [tags] : tags;
  const until = performance.now() + (timeout ?? Number.POSITIVE_INFINITY);
  for (;;) {
    // Read before looking, so that what is sent in between is not slept over.
    const seen = here.port.load(MAIL_EPOCH);
    const found = take(here, wanted);
    if (found !== undefined) {
      try {
        return [found.tag, decode(here, found.value, true) as T];
      } finally {
        discardNow(here, found.value);
      }
    }
    const left = until - performance.now();
    if (left <= 0) return [TIMEOUT, undefined];
    await untilSent(here, seen, left);
  }
};

/** Throws away what waits under some tags; answers how many messages that were. */
export const drain = (tags: string | readonly string[]): number => {
  const here = thread();
  const wanted = typeof tags === 'string' ? [tags] : tags;
  let drained = 0;
  for (let found = take(here, wanted); found !== undefined; found = take(here, wanted)) {
    discardNow(here, found.value);
    drained += 1;
  }
  return drained;
};

/** The messages of one tag since it got its place (which it may lose to another while none waits): sent, taken out (received or drained), and those that wait. */
export type MailStats = {
  readonly tag: string;
  readonly pushed: number;
  readonly popped: number;
  readonly waiting: number;
};

/** All tags that have a place, in the order of their places; one moment for each of them. */
export const mailStats = ({ port, self }: Thread): readonly MailStats[] => {
  const stats: MailStats[] = [];
  lock(port, MAIL_LOCK, self + 1);
  for (let index = 0; index < MAIL_QUEUES; index += 1) {
    const queue = MAIL + index * MAIL_QUEUE_WORDS;
    if (port.get(queue + QUEUE_TAG) === 0) break;
    stats.push({
      tag: textOf(port.get(queue + QUEUE_TAG)) ?? '',
      pushed: port.get(queue + QUEUE_SENT) >>> 0,
      popped: port.get(queue + QUEUE_TAKEN) >>> 0,
      waiting: port.get(queue + QUEUE_WAITING),
    });
  }
  unlock(port, MAIL_LOCK);
  return stats;
};

/** Puts all queues right after a thread died while it changed one: the links tell what waits. Under the lock. */
export const repairMail = ({ port }: Thread): void => {
  for (let index = 0; index < MAIL_QUEUES; index += 1) {
    const queue = MAIL + index * MAIL_QUEUE_WORDS;
    let last = 0;
    let waiting = 0;
    for (let letter = port.get(queue + QUEUE_FIRST); letter !== 0; letter = port.get(letter)) {
      last = letter;
      waiting += 1;
    }
    port.set(queue + QUEUE_LAST, last);
    port.set(queue + QUEUE_WAITING, waiting);
    port.set(queue + QUEUE_TAKEN, (port.get(queue + QUEUE_SENT) - waiting) | 0);
  }
};
