import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import { type Cown, cown, pinned, pump, quiesce, start, stop, when } from '../index.ts';
import { SLOT } from '../cown/identity.ts';
import { COWN_REFS } from '../cown/slot.ts';
import { thread } from '../context/thread.ts';
import { pinnedCount } from './pinned.ts';
import * as bodies from '../testing/behaviours.ts';

afterEach(() => stop());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const until = async (done: () => boolean): Promise<void> => {
  for (let time = 0; time < 1000 && !done(); time += 1) {
    collect();
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
};

const references = (of: Cown<unknown>): number => thread().port.load(of[SLOT] + COWN_REFS);

describe.each([0, 2])('pinned cowns with %i workers', (workers) => {
  test('keep the very value, and bring their behaviours to the main thread', async () => {
    await start({ workers });
    const value = { n: 1, say: () => 'a function cannot travel' };
    const pin = pinned(value);
    expect(await pin.get()).toBe(value);
    expect(
      await when([pin, cown(1)])
        .run(bodies.thread)
        .get(),
    ).toBe(0);
    if (workers > 0)
      expect(
        await when([cown(1)])
          .run(bodies.thread)
          .get(),
      ).toBeGreaterThan(0);
    expect(await when(pin).run(bodies.bump).get()).toBe(2);
    expect(value.n).toBe(2);
    expect(pin.take()).toBe(value);
  });

  // Once, handles of ended workers gave their references back twice: values stayed whose cowns had been freed.
  test('let their value go when nobody can reach them, and keep it while somebody can', async () => {
    await start({ workers });
    const before = pinnedCount();
    const kept = pinned({ n: 0 });
    for (let n = 0; n < 100; n += 1) {
      when(cown(n)).post(bodies.bumpLater, pinned({ n }));
      when(cown(n)).post(bodies.bumpLater, kept);
    }
    await quiesce();
    // Workers collect when they like; at their end they give back what is left.
    await stop();
    // One is ours, and a few may still stand in registers of this function: a leak is of many.
    const most = before + 10;
    await until(() => pinnedCount() <= most);
    expect(pinnedCount()).toBeLessThanOrEqual(most);
    expect(references(kept)).toBe(1);
    expect(kept.take()).toEqual({ n: 100 });
  });

  test('can be scheduled on from a worker', async () => {
    await start({ workers });
    const pin = pinned({ n: 1 });
    const inner = await when(cown(1)).run(bodies.bumpLater, pin).get();
    expect(await inner.get()).toBe(2);
  });
});

test('pump runs what waits, within its budget, and not inside a behaviour', async () => {
  await start({ workers: 0 });
  const counter = cown(0);
  for (let n = 0; n < 10; n += 1) when(counter).post(bodies.increment, 1);
  expect(pump({ most: 4, budget: 1000 })).toEqual({ executed: 4, left: true, raised: 0 });
  expect(pump({ budget: 1000 })).toEqual({ executed: 6, left: false, raised: 0 });
  expect(counter.take()).toBe(10);
  expect(() => pump({ most: 0 })).toThrow(expect.objectContaining({ code: 'BOC_BAD_OPTION' }));
});

test('pump counts exceptions, or stops at the first and throws it', async () => {
  await start({ workers: 0, onUnobserved: () => {} });
  const counter = cown(0);
  const schedule = (): void => {
    when(counter).post(bodies.increment, 1);
    when(counter).post(bodies.throwing, 'first');
    when(counter).post(bodies.throwing, 'second');
    when(counter).post(bodies.increment, 1);
  };
  schedule();
  expect(pump({ budget: 1000 })).toEqual({ executed: 4, left: false, raised: 2 });
  schedule();
  expect(() => pump({ budget: 1000, raiseOnError: true })).toThrow('first');
  expect(() => pump({ budget: 1000, raiseOnError: true })).toThrow('second');
  expect(pump({ budget: 1000, raiseOnError: true })).toEqual({ executed: 1, left: false, raised: 0 });
  expect(counter.take()).toBe(8);
});

test('behaviours do not keep the main thread from its timers', async () => {
  await start({ workers: 0, pumpBudget: 2 });
  const counter = cown(0);
  when(counter).post(bodies.chain, 20_000);
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 1);
  await quiesce();
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(3);
});

test('the watchdog tells when the main thread does not get to its behaviours', async () => {
  const waited: number[] = [];
  await start({
    workers: 2,
    pumpBudget: 1,
    watchdog: { after: 60, onStarve: (time) => void waited.push(time) },
  });
  const pin = pinned({ n: 0 });
  for (let n = 0; n < 400; n += 1) when(pin).post(bodies.slow);
  await quiesce();
  expect(waited.length).toBeGreaterThan(0);
});
