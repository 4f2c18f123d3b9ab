import { afterEach, describe, expect, test } from 'vitest';
import { cown, quiesce, start, stop, wait, when } from '../index.ts';
import { thread } from '../context/thread.ts';
import { BUMP } from '../memory/layout.ts';
import * as bodies from '../testing/behaviours.ts';

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
