import {
  behaviour,
  type Cown,
  type Held,
  noticeDelete,
  noticeRead,
  noticeWrite,
  receive,
  registerClass,
  send,
  when,
} from '../index.ts';
import { thread } from '../context/thread.ts';
import { BOARD_VERSION, MAIL_EPOCH } from '../memory/layout.ts';
import { increment } from './behaviours.ts';

/** Bodies and values for tests of what goes wrong. */
const url = import.meta.url;

/** Spins until a shared word changes; false where that took too long. */
const untilChanged = (word: number, milliseconds: number): boolean => {
  const { port } = thread();
  const seen = port.load(word);
  const until = performance.now() + milliseconds;
  while (port.load(word) === seen) if (performance.now() > until) return false;
  return true;
};

/** Schedules for ever, and so is always in the midst of some step. */
export const flood = behaviour(url, 'flood', (counter: Cown<number>): void => {
  for (;;) when(counter).post(increment, 1);
});

export const die = behaviour(url, 'die', (): void => {
  process.exit(3);
});

/** Waits as an asynchronous body does, then computes until a message comes. */
export const computeLater = behaviour(url, 'computeLater', async () => {
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
  send('computing', 1);
  return untilChanged(MAIL_EPOCH, 5000) ? 'told' : 'nobody told';
});

export const pinnedToo = behaviour(url, 'pinnedToo', (_a: Held<unknown>, _pin: Held<unknown>) => {
  send('pinned', 'ran');
});
/** Schedules when told to, and shows that it has. */
export const scheduleWhenTold = behaviour(
  url,
  'scheduleWhenTold',
  async (a: Cown<unknown>, pin: Cown<unknown>) => {
    await receive('go', { timeout: 5000 });
    when(a, pin).post(pinnedToo);
    noticeWrite('scheduled', 1);
  },
);

/** Takes its time to be decoded on the main thread: until a notice comes. */
export class Lengthy {
  readonly lengthy = true;
}
registerClass('testing/Lengthy', Lengthy, {
  encode: () => 'lengthy',
  decode: () => {
    if (thread().self === 0) untilChanged(BOARD_VERSION, 2000);
    return new Lengthy();
  },
});

export const readNotice = behaviour(url, 'readNotice', (key: string) => noticeRead(key));
export const deleteNotice = behaviour(url, 'deleteNotice', (key: string) => {
  noticeDelete(key);
});
