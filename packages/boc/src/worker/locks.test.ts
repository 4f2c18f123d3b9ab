import { afterEach, describe, expect, test } from 'vitest';
import { cown, drain, noticeRead, noticeWrite, receive, send, start, stop, when } from '../index.ts';
import { SLOT } from '../cown/identity.ts';
import { COWN_LOCK } from '../cown/slot.ts';
import { thread } from '../context/thread.ts';
import { newRecord, setRequest, WRITE } from '../behaviour/record.ts';
import {
  BOARD_LOCK,
  COLLECT_LOCK,
  FREE_LISTS,
  LOG_COUNT,
  LOG_LOCK,
  MAIL,
  MAIL_LOCK,
  QUEUE_HEAD,
  QUEUE_LENGTH,
  QUEUE_LOCK,
  QUEUE_TAIL,
  threadBase,
} from '../memory/layout.ts';
import { append, takeFront } from '../queue/list.ts';
import * as bodies from '../testing/behaviours.ts';
import { breakLocks, breakLocksOf } from './locks.ts';

/** A thread that never was: what it seems to have left was put there by the test. */
const DEAD = 50;
const left = (...locks: readonly number[]): void => {
  for (const at of locks) thread().port.store(at, DEAD + 1);
};

afterEach(() => stop());

describe('locks of a dead thread', () => {
  test('are broken, those of the living are not', () => {
    const { port } = thread();
    left(LOG_LOCK, BOARD_LOCK, MAIL_LOCK, COLLECT_LOCK, FREE_LISTS);
    port.store(threadBase(60) + QUEUE_LOCK, 7);
    expect(breakLocks(thread(), DEAD)).toBe(5);
    expect([LOG_LOCK, BOARD_LOCK, MAIL_LOCK, COLLECT_LOCK, FREE_LISTS].map((at) => port.load(at))).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(port.load(threadBase(60) + QUEUE_LOCK)).toBe(7);
    port.store(threadBase(60) + QUEUE_LOCK, 0);
  });

  test('leave no message and no name behind that cannot be found', async () => {
    await start({ workers: 0 });
    send('torn', 1);
    send('torn', 2);
    const { port } = thread();
    const first = port.get(MAIL + 1);
    // The second letter is linked, and nothing else is done yet.
    port.set(MAIL + 2, first);
    port.set(MAIL + 3, 1);
    port.store(LOG_COUNT, port.load(LOG_COUNT) - 1);
    left(MAIL_LOCK, LOG_LOCK);
    breakLocks(thread(), DEAD);
    send('torn', 3);
    expect([await receive('torn'), await receive('torn'), await receive('torn')]).toEqual([
      ['torn', 1],
      ['torn', 2],
      ['torn', 3],
    ]);
    expect(drain('torn')).toBe(0);
    noticeWrite('a new name', 5);
    expect(noticeRead('a new name')).toBe(5);
  });

  test('leave a queue whose ends and length fit what stands in it', () => {
    const here = thread();
    const { port } = here;
    const base = threadBase(61);
    const records = [1, 2, 3].map(() => newRecord(port, 0, 0, 0));
    for (const record of records) append(port, 0, base, record);
    port.set(base + QUEUE_TAIL, records[0] ?? 0);
    port.set(base + QUEUE_LENGTH, 9);
    left(base + QUEUE_LOCK);
    breakLocks(here, DEAD);
    expect(port.get(base + QUEUE_HEAD)).toBe(records[0]);
    expect([0, 1, 2, 3].map(() => takeFront(port, 0, base, 1))).toEqual([...records, 0]);
  });

  test('on cowns that it was about to let go are broken with its behaviour', async () => {
    await start({ workers: 0 });
    const here = thread();
    const held = cown(1);
    const record = newRecord(here.port, 0, 1, 0);
    setRequest(here.port, record, 0, held[SLOT], WRITE);
    left(held[SLOT] + COWN_LOCK);
    breakLocksOf(here, DEAD, record);
    expect(await when(held).ask(bodies.increment, 1)).toBe(2);
  });
});
