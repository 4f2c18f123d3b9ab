import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Cown,
  cown,
  noticeDelete,
  noticeWrite,
  pinned,
  quiesce,
  receive,
  send,
  start,
  stop,
  when,
} from '../index.ts';
import { thread } from '../context/thread.ts';
import { pinnedCount } from '../pin/pinned.ts';
import * as bodies from '../testing/behaviours.ts';
import { collectRings } from './collect.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** A few handles may still stand in registers of the functions that made them: a leak is of many. */
const FEW = 6;

const untilFreed = async (most: number): Promise<number> => {
  for (let time = 0; time < 1000 && pinnedCount() > most; time += 1) {
    collect();
    collectRings(thread());
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
  return pinnedCount();
};

/** A ring of `length` cowns; each of them has a pinned cown of its own, whose value tells when it is gone. */
const ring = (length: number): Cown<bodies.Link> => {
  const links = Array.from({ length }, () => cown<bodies.Link>({ next: undefined, pin: undefined }));
  for (const [index, from] of links.entries())
    when(from).post(bodies.link, links[(index + 1) % length] ?? from, pinned({ index }));
  return links[0] ?? cown<bodies.Link>({ next: undefined, pin: undefined });
};

afterEach(() => stop());

describe.each([0, 2])('rings of cowns with %i workers', (workers) => {
  test.each([1, 2, 50])('of %i are freed when nobody can reach them', async (length) => {
    await start({ workers });
    const before = pinnedCount();
    for (let made = 0; made < 100 / length; made += 1) ring(length);
    await quiesce();
    // What workers have handles of is theirs until they collect, or end.
    await stop();
    expect(await untilFreed(before + FEW)).toBeLessThanOrEqual(before + FEW);
  });

  test('stay while one handle leads to them', async () => {
    await start({ workers });
    const before = pinnedCount();
    const entry = ring(40);
    await quiesce();
    await stop();
    for (let time = 0; time < 5; time += 1) {
      collect();
      collectRings(thread());
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
    expect(pinnedCount()).toBe(before + 40);
    let at: Cown<bodies.Link> | undefined = entry;
    for (let step = 0; step < 40; step += 1) at = (await at?.get())?.next;
    expect(at).toBe(entry);
  });

  test('stay while a message or a notice leads to them', async () => {
    await start({ workers });
    const before = pinnedCount();
    send('ring', ring(30));
    await quiesce();
    noticeWrite('ring', ring(30));
    await quiesce();
    expect(await untilFreed(before + 60)).toBe(before + 60);
    collectRings(thread());
    expect(pinnedCount()).toBe(before + 60);
    expect((await receive('ring', { timeout: 0 }))[0]).toBe('ring');
    noticeDelete('ring');
    await stop();
    expect(await untilFreed(before + FEW)).toBeLessThanOrEqual(before + FEW);
  });

  test('made by behaviours are freed as well', async () => {
    await start({ workers });
    const before = pinnedCount();
    for (let made = 0; made < 50; made += 1) when(pinned({ made })).post(bodies.ringOfTwo);
    await quiesce();
    await stop();
    expect(await untilFreed(before + FEW)).toBeLessThanOrEqual(before + FEW);
  });
});

test('nothing is collected while a behaviour is unfinished', async () => {
  await start({ workers: 0 });
  when(cown(0)).post(bodies.later, 30);
  ring(3);
  expect(collectRings(thread())).toBe(0);
  await quiesce();
});

test('what the handles of a worker that died referred to is freed', async () => {
  await start({ workers: 1 });
  const before = pinnedCount();
  for (let time = 0; time < 3; time += 1) {
    const pins = Array.from({ length: 20 }, (_, n) => pinned({ n }));
    await expect(when(cown(1)).run(bodies.keepAndLeave, pins).get()).rejects.toMatchObject({
      code: 'BOC_WORKER_DIED',
    });
  }
  await quiesce();
  // Its successor lives on: nothing is given back by ending.
  expect(await untilFreed(before + 20 + FEW)).toBeLessThanOrEqual(before + 20 + FEW);
});
