import { allocate } from '../arena/allocate.ts';
import { classFor } from '../arena/classes.ts';
import { type Thread, thread } from '../context/thread.ts';
import { BocError } from '../errors/errors.ts';
import { LOG_COUNT, LOG_FIRST, LOG_LAST, LOG_LOCK } from '../memory/layout.ts';
import { lock, unlock } from '../memory/lock.ts';

/** What a name stands for. */
export type LogKind = 'code' | 'shape' | 'tag' | 'class';

const KINDS: readonly LogKind[] = ['code', 'shape', 'tag', 'class'];

/** An entry: next, kind, characters, then UTF-16 text. */
const ENTRY_NEXT = 0;
const ENTRY_KIND = 1;
const ENTRY_LENGTH = 2;
const ENTRY_TEXT = 3;

/** The log only grows, so that whoever makes names up from data is stopped. */
const MOST_NAMES = 65_536;

const numbers = new Map<string, number>();
const texts: string[] = [''];
let last = 0;

const known = (kind: LogKind, text: string): string => `${kind}:${text}`;

/** Reads what other threads have appended since. Entries are never changed, so reading needs no lock. */
const catchUp = (): void => {
  const { port, bytes } = thread();
  const total = port.load(LOG_COUNT);
  while (texts.length <= total) {
    const entry = last === 0 ? port.get(LOG_FIRST) : port.get(last + ENTRY_NEXT);
    const from = (entry + ENTRY_TEXT) * 4;
    const text = bytes.toString('utf16le', from, from + port.get(entry + ENTRY_LENGTH) * 2);
    numbers.set(known(KINDS[port.get(entry + ENTRY_KIND)] ?? 'code', text), texts.length);
    texts.push(text);
    last = entry;
  }
};

/** The number that all threads use for a name, given when it is first asked for; from 1. Names are never forgotten: callers bound them. */
export const numberOf = (kind: LogKind, text: string): number => {
  const key = known(kind, text);
  const found = numbers.get(key);
  if (found !== undefined) return found;
  if (texts.length > MOST_NAMES)
    throw new BocError(
      'BOC_BAD_KEY',
      `more than ${MOST_NAMES} different names of notices, tags and behaviours`,
    );
  const { port, bytes, self } = thread();
  const size = classFor(ENTRY_TEXT + Math.ceil(text.length / 2));
  const entry = allocate(port, self, size);
  if (entry === 0) throw new BocError('BOC_OUT_OF_SHARED_MEMORY', 'no shared memory is left for names');
  port.set(entry + ENTRY_NEXT, 0);
  port.set(entry + ENTRY_KIND, KINDS.indexOf(kind));
  port.set(entry + ENTRY_LENGTH, text.length);
  bytes.write(text, (entry + ENTRY_TEXT) * 4, 'utf16le');
  lock(port, LOG_LOCK, self + 1);
  catchUp();
  if (!numbers.has(key)) {
    const tail = port.get(LOG_LAST);
    if (tail === 0) port.set(LOG_FIRST, entry);
    else port.set(tail + ENTRY_NEXT, entry);
    port.set(LOG_LAST, entry);
    port.store(LOG_COUNT, port.get(LOG_COUNT) + 1);
    catchUp();
  }
  unlock(port, LOG_LOCK);
  return numbers.get(key) ?? 0;
};

/** The number of a name that some thread has used, or undefined: to look for something gives no name a number. */
export const numberKnown = (kind: LogKind, text: string): number | undefined => {
  const key = known(kind, text);
  if (!numbers.has(key)) catchUp();
  return numbers.get(key);
};

/** The name behind a number, or undefined where nobody gave it out. */
export const textOf = (number: number): string | undefined => {
  if (number >= texts.length) catchUp();
  return number === 0 ? undefined : texts[number];
};

/** Puts the log right after a thread died while it appended: the links tell what stands in it. Under its lock. */
export const repairLog = ({ port }: Thread): void => {
  let tail = 0;
  let count = 0;
  for (let entry = port.get(LOG_FIRST); entry !== 0; entry = port.get(entry + ENTRY_NEXT)) {
    tail = entry;
    count += 1;
  }
  port.set(LOG_LAST, tail);
  port.store(LOG_COUNT, count);
};
