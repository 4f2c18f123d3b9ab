import { allocate, free } from '../arena/allocate.ts';
import { current } from '../behaviour/current.ts';
import { decode, discard, encode, type Encoded } from '../codec/value.ts';
import { destroy } from '../cown/store.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { MAIL, MAIL_EPOCH, MAIL_LOCK, MAIL_QUEUE_WORDS, MAIL_QUEUES } from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';
import { textOf } from '../registry/log.ts';
import { nameNumber } from '../registry/name.ts';

/** What a receive answers in place of a tag when its time is up. */
export const TIMEOUT: unique symbol = Symbol('boc.timeout');

export type ReceiveOptions = {
  /** Milliseconds; 0 only looks. Default without end, which a behaviour may not wait. */
  readonly timeout?: number;
};

/** Messages that one tag holds at most. */
const MOST_MESSAGES = 16_384;
const LETTER_CLASS = 0;

/** The queue of a tag; where there is none a new one, or 0 if there is no room. Under the lock. */
const queueOf = ({ port }: Thread, tag: number): number => {
  for (let index = 0; index < MAIL_QUEUES; index += 1) {
    const queue = MAIL + index * MAIL_QUEUE_WORDS;
    const found = port.get(queue);
    if (found === tag) return queue;
    if (found === 0) {
      port.set(queue, tag);
      return queue;
    }
  }
  return 0;
};

/**
 * Sends a copy of a value to whoever receives its tag first; in order per sender and tag.
 *
 * @throws BocError `BOC_MAILBOX_FULL` where 16,384 messages of the tag wait already or there are 256 tags, `BOC_BAD_KEY`, `BOC_UNENCODABLE`.
 */
export const send = (tag: string, value: unknown): void => {
  const here = thread();
  const { port, self } = here;
  const number = nameNumber(tag);
  const encoded = encode(here, value);
  const letter = allocate(port, self, LETTER_CLASS);
  if (letter === 0) throw new BocError('BOC_OUT_OF_SHARED_MEMORY', 'no shared memory is left for a message');
  port.set(letter, 0);
  port.set(letter + 1, encoded.tag);
  port.set(letter + 2, encoded.low);
  port.set(letter + 3, encoded.high);
  lock(port, MAIL_LOCK, self + 1);
  const queue = queueOf(here, number);
  const length = queue === 0 ? MOST_MESSAGES : port.get(queue + 3);
  if (length < MOST_MESSAGES) {
    const tail = port.get(queue + 2);
    if (tail === 0) port.set(queue + 1, letter);
    else port.set(tail, letter);
    port.set(queue + 2, letter);
    port.set(queue + 3, length + 1);
    port.set(queue + 4, (port.get(queue + 4) + 1) | 0);
  }
  unlock(port, MAIL_LOCK);
  if (length >= MOST_MESSAGES) {
    free(port, self, letter, LETTER_CLASS);
    dispose(here, encoded);
    throw new BocError(
      'BOC_MAILBOX_FULL',
      queue === 0
        ? `there are ${MAIL_QUEUES} tags already`
        : `${MOST_MESSAGES} messages "${tag}" wait already`,
    );
  }
  port.add(MAIL_EPOCH, 1);
  port.notify(MAIL_EPOCH, Number.POSITIVE_INFINITY);
};

const dispose = (here: Thread, value: Encoded): void => {
  const orphans: number[] = [];
  discard(here, value, orphans);
  destroy(here, orphans);
};

/** Takes the first message of the first tag that has one. */
const take = (
  here: Thread,
  tags: readonly string[],
): { readonly tag: string; readonly value: Encoded } | undefined => {
  const { port, self } = here;
  for (const tag of tags) {
    const number = nameNumber(tag);
    lock(port, MAIL_LOCK, self + 1);
    const queue = queueOf(here, number);
    const letter = queue === 0 ? 0 : port.get(queue + 1);
    if (letter !== 0) {
      const next = port.get(letter);
      port.set(queue + 1, next);
      if (next === 0) port.set(queue + 2, 0);
      port.set(queue + 3, port.get(queue + 3) - 1);
      port.set(queue + 5, (port.get(queue + 5) + 1) | 0);
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
 * @throws BocError `BOC_BLOCKING_CALL` inside a behaviour without a timeout; BocError `BOC_UNDECODABLE`.
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
        dispose(here, found.value);
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
    dispose(here, found.value);
    drained += 1;
  }
  return drained;
};

/** The messages of one tag since the process began: sent, taken out (received or drained), and those that wait. */
export type MailStats = {
  readonly tag: string;
  readonly pushed: number;
  readonly popped: number;
  readonly waiting: number;
};

/** All tags that were ever used, in the order of their first use; one moment for each of them. */
export const mailStats = ({ port, self }: Thread): readonly MailStats[] => {
  const stats: MailStats[] = [];
  lock(port, MAIL_LOCK, self + 1);
  for (let index = 0; index < MAIL_QUEUES; index += 1) {
    const queue = MAIL + index * MAIL_QUEUE_WORDS;
    if (port.get(queue) === 0) break;
    stats.push({
      tag: textOf(port.get(queue)) ?? '',
      pushed: port.get(queue + 4) >>> 0,
      popped: port.get(queue + 5) >>> 0,
      waiting: port.get(queue + 3),
    });
  }
  unlock(port, MAIL_LOCK);
  return stats;
};
