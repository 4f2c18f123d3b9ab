import { threadId } from 'node:worker_threads';
import {
  behaviour,
  type Cown,
  cown as newCown,
  type Held,
  noticeboard,
  noticeRead,
  noticeUpdate,
  noticeWrite,
  quiesce,
  read,
  receive,
  registerClass,
  type Seen,
  send,
  signal,
  stop,
  TIMEOUT,
  when,
} from '../index.ts';

const url = import.meta.url;

export const increment = behaviour(url, 'increment', (counter: Held<number>, by: number) => {
  counter.value += by;
  return counter.value;
});

export const nothing = behaviour(url, 'nothing', () => {});

export const throwing = behaviour(url, 'throwing', (counter: Held<number>, message: string): number => {
  counter.value += 1;
  throw Object.assign(new RangeError(message, { cause: new TypeError('deep') }), { detail: { n: 7 } });
});

export const transfer = behaviour(
  url,
  'transfer',
  (from: Held<{ balance: number }>, to: Held<{ balance: number }>, amount: number) => {
    if (from.value.balance < amount) return false;
    from.value.balance -= amount;
    to.value.balance += amount;
    return true;
  },
);

export const sum = behaviour(url, 'sum', (group: readonly Held<number>[]) =>
  group.reduce((total, { value }) => total + value, 0),
);

export const look = behaviour(url, 'look', (seen: Seen<number>) => seen.value);

export const chain = behaviour(url, 'chain', (counter: Held<number>, left: number): void => {
  counter.value += 1;
  if (left > 0) when(counter).post(chain, left - 1);
});

export const chainOfTwo = behaviour(
  url,
  'chainOfTwo',
  (a: Held<{ n: number }>, b: Held<{ n: number }>, left: number): void => {
    a.value.n += 1;
    if (left > 0) when(a, b).post(chainOfTwo, left - 1);
  },
);

export const nested = behaviour(url, 'nested', (a: Held<number>, b: Cown<number>) => {
  a.value += 1;
  return when(b, read(a)).run(addFrom);
});

export const addFrom = behaviour(url, 'addFrom', (b: Held<number>, a: Seen<number>) => {
  b.value += a.value;
  return b.value;
});

export const append = behaviour(url, 'append', (list: Held<number[]>, n: number) => {
  list.value.push(n);
});

export const changeRead = behaviour(url, 'changeRead', (seen: Seen<number>) => {
  (seen as { value: number }).value = 9;
});

export const both = behaviour(url, 'both', (a: Held<number>, b: Held<number>, by: number) => {
  a.value += by;
  b.value += by;
});

/** A class with private state, which travels by a codec of its own. */
export class Money {
  readonly #cents: number;
  constructor(cents: number) {
    this.#cents = cents;
  }
  get cents(): number {
    return this.#cents;
  }
}
registerClass('testing/Money', Money, {
  encode: (money) => money.cents,
  decode: (cents) => new Money(cents as number),
});

/** An error class that is only named. */
export class Refused extends Error {
  readonly code = 'REFUSED';
  describe(): string {
    return `refused: ${this.message}`;
  }
}
registerClass('testing/Refused', Refused);

/** Leaves the main thread, but arrives nowhere. */
export class Fussy {
  readonly travels = true;
}
registerClass('testing/Fussy', Fussy, {
  encode: () => 'fussy',
  decode: () => {
    throw new TypeError('I do not like this thread');
  },
});

export const fussy = behaviour(url, 'fussy', () => new Fussy());

export const double = behaviour(url, 'double', (money: Held<Money>) => {
  money.value = new Money(money.value.cents * 2);
  return money.value;
});

export const refuse = behaviour(url, 'refuse', (): never => {
  throw new Refused('no');
});

export const touch = behaviour(url, 'touch', (_held: Held<unknown>) => true);

export const leave = behaviour(url, 'leave', (counter: Held<number>, code: number): void => {
  counter.value += 1;
  process.exit(code);
});

export const devour = behaviour(url, 'devour', (counter: Held<number>): number => {
  const kept: number[][] = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, n) => n + counter.value));
});

export const later = behaviour(url, 'later', async (counter: Held<number>, milliseconds: number) => {
  counter.value += 1;
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
  counter.value += 1;
  return counter.value;
});

/** Ends when its signal aborts, and says why. */
export const patient = behaviour(url, 'patient', async (state: Held<string>) => {
  const aborted = signal();
  state.value = 'begun';
  await new Promise<void>((resolve) => {
    aborted.addEventListener('abort', () => {
      resolve();
    });
  });
  state.value = `ended: ${(aborted.reason as { code?: string }).code}`;
});

export const spoil = behaviour(url, 'spoil', (list: Held<number[]>): void => {
  list.value.push(99);
  throw new Error('after the change');
});

const kept: { list?: number[] } = {};
/** Keeps a reference that it should not, and changes it when next asked. */
export const keep = behaviour(url, 'keep', (list: Held<number[]>) => {
  kept.list = list.value;
});
export const misuse = behaviour(url, 'misuse', () => {
  kept.list?.push(666);
});
export const length = behaviour(url, 'length', (list: Held<number[]>) => list.value.length);
export const changeSeen = behaviour(url, 'changeSeen', (list: Seen<number[]>) => {
  list.value.push(1);
});

const held: { of?: Held<number> } = {};
export const keepHeld = behaviour(url, 'keepHeld', (counter: Held<number>) => {
  held.of = counter;
});
export const useHeldOf = behaviour(url, 'useHeldOf', (_a: Held<number>, _b: Held<number>) => held.of?.value);

export const blocking = behaviour(
  url,
  'blocking',
  async (_a: Held<number>, what: string, other: Cown<number>) => {
    await Promise.resolve();
    if (what === 'get') await other.get();
    else if (what === 'quiesce') await quiesce();
    else if (what === 'stop') await stop();
    else if (what === 'ask') await when(other).ask(increment, 1);
    else await receive('nothing');
  },
);

/** Waits until `most` readers are inside at the same time, at most a second. */
export const meet = behaviour(url, 'meet', async (_seen: Seen<number>, most: number) => {
  noticeUpdate('inside', (inside: number) => inside + 1, 0);
  for (let time = 0; time < 500; time += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
    // A snapshot lasts as long as a behaviour; messages are told at once.
    if (inside() >= most) return true;
  }
  return false;
});

const inside = (): number => {
  let now = 0;
  noticeUpdate(
    'inside',
    (value: number) => {
      now = value;
      return value;
    },
    0,
  );
  return now;
};

export const readBoard = behaviour(url, 'readBoard', (key: string) => {
  const before = noticeRead(key);
  noticeWrite(key, 'mine');
  return [before, noticeRead(key), Object.isFrozen(noticeboard())];
});
export const tally = behaviour(url, 'tally', (key: string) => {
  noticeUpdate(key, (n: number) => n + 1, 0);
});
export const overflow = behaviour(url, 'overflow', () => {
  for (let n = 0; n < 65; n += 1) noticeWrite(`key ${n}`, n);
});

export const say = behaviour(url, 'say', (tag: string, value: unknown) => {
  send(tag, value);
});
export const answer = behaviour(url, 'answer', async (timeout: number) => {
  const [tag, value] = await receive<number>('question', { timeout });
  if (tag === TIMEOUT) return 'nobody asked';
  send('answer', value * 2);
  return 'answered';
});

export const thread = behaviour(url, 'thread', (_held: readonly Held<unknown>[]) => threadId);
export const fill = behaviour(url, 'fill', (bytes: Held<Uint8Array>, byte: number) => {
  bytes.value.fill(byte);
});
export const hand = behaviour(url, 'hand', (box: Held<{ cowns: Cown<number>[] }>, cown: Cown<number>) => {
  box.value.cowns.push(cown);
});
export const unpack = behaviour(url, 'unpack', (box: Held<{ cowns: Cown<number>[] }>) => {
  for (const cown of box.value.cowns) when(cown).post(increment, 1);
});
export const echo = behaviour(url, 'echo', (value: unknown) => value);
export const toFunction = behaviour(url, 'toFunction', (a: Held<unknown>, b: Held<number>) => {
  b.value = 5;
  a.value = (): void => {};
});

export const bump = behaviour(url, 'bump', (pin: Held<{ n: number }>) => {
  pin.value.n += 1;
  return pin.value.n;
});
export const bumpLater = behaviour(url, 'bumpLater', (_a: Held<number>, pin: Cown<{ n: number }>) =>
  when(pin).run(bump),
);
export const slow = behaviour(url, 'slow', (_pin: Held<{ n: number }>) => {
  const until = performance.now() + 1;
  while (performance.now() < until);
});
export const forever = behaviour(url, 'forever', (counter: Held<number>): void => {
  while (counter.value === 0);
});

export { read as reading };

export type Link = { readonly next: Cown<Link> | undefined; readonly pin: Cown<unknown> | undefined };
export const link = behaviour(url, 'link', (from: Held<Link>, next: Cown<Link>, pin: Cown<unknown>) => {
  from.value = { next, pin };
});
export const ringOfTwo = behaviour(url, 'ringOfTwo', (pin: Held<unknown>) => {
  const first = newCown<Link>({ next: undefined, pin: pin.cown });
  const second = newCown<Link>({ next: first, pin: undefined });
  when(first).post(link, second, pin.cown);
});
let pinsKept: readonly Cown<unknown>[] = [];
/** What it keeps is never given back by its thread. */
export const keepAndLeave = behaviour(
  url,
  'keepAndLeave',
  (_a: Held<number>, pins: Cown<unknown>[]): void => {
    pinsKept = pins;
    process.exit(pinsKept.length > 0 ? 3 : 4);
  },
);

let crowded = 0;
/** How many of its kind this thread is in the middle of, itself included. */
export const crowd = behaviour(url, 'crowd', async () => {
  crowded += 1;
  const seen = crowded;
  await new Promise((resolve) => {
    setTimeout(resolve, 10);
  });
  crowded -= 1;
  return seen;
});
