import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cown, noticeDelete, read, start, stop, when } from '../index.ts';
import * as bodies from '../testing/behaviours.ts';

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );

describe.each([0, 2])('with %i workers', (workers) => {
  beforeAll(() => start({ workers }));
  afterAll(() => stop());

  test('an async body holds its cowns until it ends', async () => {
    const counter = cown(0);
    const results = [1, 2, 3].map(() => when(counter).run(bodies.later, 3).get());
    expect(await Promise.all(results)).toEqual([2, 4, 6]);
  });

  test('async bodies on different cowns run at the same time', async () => {
    const before = performance.now();
    const results = Array.from({ length: 12 }, () => when(cown(0)).run(bodies.later, 200).get());
    await Promise.all(results);
    expect(performance.now() - before).toBeLessThan(12 * 200 * 0.7);
  });

  test('readers are inside at the same time, also beyond the number of threads', async () => {
    noticeDelete('inside');
    const shared = cown(0);
    const readers = [1, 2, 3, 4].map(() => when(read(shared)).run(bodies.meet, 4).get());
    expect(await Promise.all(readers)).toEqual([true, true, true, true]);
  });

  test('time that is up aborts the signal and settles the result; the cown follows when the body ends', async () => {
    const state = cown('');
    expect(await failureOf(when(state).with({ timeout: 20 }).run(bodies.patient).get())).toMatchObject({
      code: 'BOC_TIMEOUT',
    });
    expect(await state.get()).toBe('ended: BOC_TIMEOUT');
  });

  test('a caller can cancel what runs, and what has not begun', async () => {
    const state = cown('');
    const controller = new AbortController();
    const running = failureOf(when(state).with({ signal: controller.signal }).run(bodies.patient).get());
    const waiting = failureOf(when(state).with({ signal: controller.signal }).run(bodies.patient).get());
    setTimeout(() => {
      controller.abort();
    }, 30);
    expect(await running).toMatchObject({ code: 'BOC_CANCELLED' });
    expect(await waiting).toMatchObject({ code: 'BOC_CANCELLED' });
    expect(await state.get()).toBe('ended: BOC_CANCELLED');
  });

  test('atomic: a body that throws leaves no trace; otherwise what it did stays', async () => {
    const list = cown([1]);
    await failureOf(when(list).with({ atomic: true }).run(bodies.spoil).get());
    expect(await list.get()).toEqual([1]);
    // Nor in what this thread remembers of it.
    expect(await when(list).run(bodies.length).get()).toBe(1);
    await failureOf(when(list).run(bodies.spoil).get());
    expect(await list.get()).toEqual([1, 99]);
  });

  test.each(['get', 'quiesce', 'stop', 'receive'])('%s() inside a body is refused', async (what) => {
    expect(await failureOf(when(cown(1)).run(bodies.blocking, what, cown(2)).get())).toMatchObject({
      code: 'BOC_BLOCKING_CALL',
    });
  });

  test('what a body was given ends with it', async () => {
    const counter = cown(1);
    let told: unknown;
    // The two may run on different threads; sooner or later they meet.
    for (let time = 0; time < 300 && told === undefined; time += 1) {
      when(counter).post(bodies.keepHeld);
      const error = await failureOf(when(counter, cown(0)).run(bodies.useHeldOf).get());
      if (error instanceof Error) told = error;
    }
    expect(told).toMatchObject({ code: 'BOC_NOT_HELD' });
  });

  test('a value that cannot leave its thread fails the behaviour, and none of its changes is published', async () => {
    const a = cown<unknown>('old');
    const b = cown(1);
    expect(await failureOf(when(a, b).run(bodies.toFunction).get())).toMatchObject({
      code: 'BOC_UNENCODABLE',
    });
    expect([await a.get(), await b.get()]).toEqual(['old', 1]);
  });

  test('classes keep their class: values by codec, errors by name', async () => {
    const money = cown(new bodies.Money(21));
    const doubled = await when(money).run(bodies.double).get();
    expect(doubled).toBeInstanceOf(bodies.Money);
    expect(doubled.cents).toBe(42);
    const error = await failureOf(when().run(bodies.refuse).get());
    expect(error).toBeInstanceOf(bodies.Refused);
    expect((error as bodies.Refused).describe()).toBe('refused: no');
    expect(error).toMatchObject({ code: 'REFUSED' });
  });
});

test.each([
  [1, 1],
  [3, 3],
])('with concurrency %i a worker is never in the middle of more bodies', async (concurrency, most) => {
  await start({ workers: 1, concurrency });
  const seen = await Promise.all(Array.from({ length: 9 }, () => when().run(bodies.crowd).get()));
  await stop();
  expect(Math.max(...seen)).toBe(most);
});

test('a concurrency below 1 is refused', async () => {
  await expect(start({ workers: 1, concurrency: 0 })).rejects.toMatchObject({ code: 'BOC_BAD_OPTION' });
});
