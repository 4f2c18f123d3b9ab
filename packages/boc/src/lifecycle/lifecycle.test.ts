import { afterEach, describe, expect, test } from 'vitest';
import { cown, quiesce, start, stop, wait, when } from '../index.ts';
import { thread } from '../context/thread.ts';
import { BUMP } from '../memory/layout.ts';
import * as bodies from '../testing/behaviours.ts';
import { flood } from '../testing/mishaps.ts';

afterEach(() => stop());

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );

describe('start, wait and stop', () => {
  test('the first behaviour starts the runtime', async () => {
    expect(await when(cown(1)).run(bodies.increment, 1).get()).toBe(2);
    expect((await wait({ stats: true })).stats?.threads.length).toBeGreaterThan(1);
  });

  test('may be called again, and refuse other options', async () => {
    await Promise.all([start({ workers: 1 }), start({ workers: 1 }), start()]);
    expect(await failureOf(start({ workers: 2 }))).toMatchObject({ code: 'BOC_MISMATCHED_START' });
    await Promise.all([stop(), stop()]);
    await stop();
    expect(await wait()).toEqual({});
  });

  test.each([-1, 64, 1.5])('%d workers are refused', async (workers) => {
    expect(await failureOf(start({ workers }))).toMatchObject({ code: 'BOC_BAD_OPTION' });
  });

  test('refuse every other option, and take those that are not named as they are', async () => {
    const onUnobserved = (): void => {};
    await start({ workers: 0, stopTimeout: 500, onUnobserved, resourceLimits: { stackSizeMb: 4 } });
    await start({ stopTimeout: 500, onUnobserved, resourceLimits: { stackSizeMb: 4 }, leaveTimeout: 2000 });
    for (const other of [
      { stopTimeout: 501 },
      { onUnobserved: (): void => {} },
      { concurrency: 3 },
      { modules: ['data:text/javascript,1'] },
      { resourceLimits: { stackSizeMb: 5 } },
    ])
      expect(await failureOf(start(other))).toMatchObject({
        code: 'BOC_MISMATCHED_START',
        message: expect.stringContaining(Object.keys(other)[0] ?? ''),
      });
  });

  test.each(['bootTimeout', 'stopTimeout', 'leaveTimeout', 'pumpBudget'])(
    '%s is a number',
    async (option) => {
      for (const value of [Number.NaN, -1])
        expect(await failureOf(start({ workers: 0, [option]: value }))).toMatchObject({
          code: 'BOC_BAD_OPTION',
          message: expect.stringContaining(option),
        });
    },
  );

  test('no other wait takes what is no number', async () => {
    await start({ workers: 0 });
    for (const work of [quiesce, wait])
      expect(await failureOf(work({ timeout: Number.NaN }))).toMatchObject({ code: 'BOC_BAD_OPTION' });
  });

  test('stop ends threads that are in the midst of scheduling, and leaves everything whole', async () => {
    await start({ workers: 2, stopTimeout: 20, onUnobserved: () => {} });
    const counters = [cown(0), cown(0)];
    const flooding = counters.map((counter) => when().run(flood, counter));
    await new Promise((resolve) => {
      setTimeout(resolve, 30);
    });
    await stop();
    for (const result of flooding)
      expect(await failureOf(result.get())).toMatchObject({
        code: expect.stringMatching(/BOC_(WORKER_DIED|DROPPED)/),
      });
    expect((await wait({ stats: true })).stats).toMatchObject({ identity: 0, unfinished: 0 });
    await start({ workers: 2 });
    const before = await Promise.all(counters.map((counter) => counter.get()));
    const after = await Promise.all(counters.map((counter) => when(counter).ask(bodies.increment, 1)));
    expect(after).toEqual(before.map((n) => n + 1));
  });

  test('a callback that throws leaves no behaviour half ended', async () => {
    const listeners = process.listeners('uncaughtException');
    const thrown: string[] = [];
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => void thrown.push(error.message));
    try {
      await start({
        workers: 0,
        onUnobserved: () => {
          throw new Error('from the callback');
        },
      });
      const counter = cown(0);
      when(counter).post(bodies.throwing, 'posted');
      expect(await when(counter).ask(bodies.increment, 1)).toBe(2);
      await wait();
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      expect(thrown).toEqual(['from the callback']);
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of listeners) process.on('uncaughtException', listener);
    }
  });

  test.each([0, 2])('stop drops what has not begun and says so (%i workers)', async (workers) => {
    await start({ workers });
    const counter = cown(0);
    const results = Array.from({ length: 50 }, () => when(counter).run(bodies.later, 20));
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    const stopping = stop();
    expect(() => when(counter).run(bodies.increment, 1)).toThrow(
      expect.objectContaining({ code: 'BOC_STOPPED' }),
    );
    await stopping;
    const outcomes = await Promise.all(results.map((result) => failureOf(result.get())));
    const dropped = outcomes.filter((error) => (error as { code?: string }).code === 'BOC_DROPPED');
    expect(dropped.length).toBeGreaterThan(40);
    const ran = outcomes.length - dropped.length;
    expect(outcomes.filter((outcome) => outcome === 'no error')).toHaveLength(ran);
    expect(await counter.get()).toBe(ran * 2);
  });

  test('a body that never ends is ended with its thread', async () => {
    await start({ workers: 1, stopTimeout: 100, leaveTimeout: 100 });
    const counter = cown(0);
    const result = when(counter).run(bodies.forever);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    const before = performance.now();
    await stop();
    expect(performance.now() - before).toBeLessThan(5000);
    expect(await failureOf(result.get())).toMatchObject({ code: 'BOC_WORKER_DIED' });
  });

  test('quiesce and wait give up in time', async () => {
    await start({ workers: 1 });
    const result = when(cown(0)).run(bodies.later, 200);
    expect(await failureOf(quiesce({ timeout: 20 }))).toMatchObject({ code: 'BOC_TIMEOUT' });
    expect(await failureOf(wait({ timeout: 20 }))).toMatchObject({ code: 'BOC_TIMEOUT' });
    expect(await result.get()).toBe(2);
  });

  test('take is for quiet times', async () => {
    await start({ workers: 1 });
    const counter = cown(0);
    when(counter).post(bodies.later, 50);
    expect(() => counter.take()).toThrow(expect.objectContaining({ code: 'BOC_NOT_QUIESCENT' }));
    await quiesce();
    expect(counter.take()).toBe(2);
    expect(await counter.get()).toBeUndefined();
  });

  test('an exception that nobody looks at is told', async () => {
    const unseen: unknown[] = [];
    await start({ workers: 1, onUnobserved: (error) => void unseen.push((error as Error).message) });
    when(cown(0)).post(bodies.throwing, 'posted');
    await quiesce();
    await wait();
    expect(unseen).toContain('posted');
  });
});

test('starts and stops leave no thread and no memory behind', async () => {
  const cycle = async (): Promise<void> => {
    await start({ workers: 1 });
    const counter = cown({ n: 1 });
    await when(counter).run(bodies.touch).get();
    await stop();
  };
  for (let n = 0; n < 2; n += 1) await cycle();
  const before = { used: thread().port.load(BUMP), handles: process.getActiveResourcesInfo().length };
  for (let n = 0; n < 6; n += 1) await cycle();
  const ports = process.getActiveResourcesInfo();
  expect(ports.length).toBeLessThanOrEqual(before.handles + 2);
  // At most the cowns of handles that are still to be collected.
  expect((thread().port.load(BUMP) - before.used) * 4).toBeLessThan(64 * 1024);
});
