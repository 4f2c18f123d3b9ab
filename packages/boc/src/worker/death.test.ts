import { afterEach, describe, expect, test } from 'vitest';
import { cown, quiesce, start, stop, wait, when } from '../index.ts';
import { runtime } from '../lifecycle/state.ts';
import * as bodies from '../testing/behaviours.ts';
import { die } from '../testing/mishaps.ts';

afterEach(() => stop());

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );

describe('a worker that dies', () => {
  test('by process.exit settles its result, makes what it wrote unavailable, and is replaced', async () => {
    await start({ workers: 2 });
    const counter = cown(0);
    const other = cown(10);
    const result = when(counter).run(bodies.leave, 3);
    const waiters = [1, 2, 3].map((by) => when(counter, other).run(bodies.both, by).get());
    expect(await failureOf(result.get())).toMatchObject({ code: 'BOC_WORKER_DIED' });
    const told = await Promise.all(waiters.map(failureOf));
    for (const error of told) expect(error).toMatchObject({ code: 'BOC_WORKER_DIED' });
    expect(new Set(told.map((error) => (error as Error).message)).size).toBe(1);
    expect(await failureOf(counter.get())).toMatchObject({ code: 'BOC_WORKER_DIED' });
    // What the dead one did not hold goes on, on as many workers as before.
    expect(await other.get()).toBe(10);
    for (let n = 0; n < 100; n += 1) when(other).post(bodies.increment, 1);
    expect(await other.get()).toBe(110);
    const { stats } = await wait({ stats: true });
    expect(stats).toMatchObject({ identity: 0, unfinished: 0 });
  });

  test('tells who asked it, and those whom it had not begun with are answered by others', async () => {
    await start({ workers: 2 });
    const counter = cown(0);
    const asked = [when(counter).ask(bodies.leave, 3), when(counter).ask(bodies.increment, 1)];
    for (const error of await Promise.all(asked.map(failureOf)))
      expect(error).toMatchObject({ code: 'BOC_WORKER_DIED' });
    expect(await when(cown(1)).ask(bodies.increment, 1)).toBe(2);
    const { stats } = await wait({ stats: true });
    expect(stats).toMatchObject({ identity: 0, unfinished: 0 });
  });

  test('of hunger likewise', async () => {
    await start({ workers: 1, resourceLimits: { maxOldGenerationSizeMb: 24 } });
    const counter = cown(0);
    expect(await failureOf(when(counter).run(bodies.devour).get())).toMatchObject({
      code: 'BOC_WORKER_DIED',
      cause: { code: 'ERR_WORKER_OUT_OF_MEMORY' },
    });
    expect(await when(cown(1)).run(bodies.increment, 1).get()).toBe(2);
  });

  test('too often ends the runtime, and nothing hangs', async () => {
    await start({ workers: 1, replacements: 1 });
    const results = [0, 1, 2, 3].map((n) => when(cown(n)).run(bodies.leave, 1));
    const errors = await Promise.all(results.map((result) => failureOf(result.get())));
    expect(errors.map((error) => (error as { code: string }).code).toSorted()).toEqual([
      'BOC_DROPPED',
      'BOC_DROPPED',
      'BOC_WORKER_DIED',
      'BOC_WORKER_DIED',
    ]);
    expect(await failureOf(quiesce())).toMatchObject({ code: 'BOC_WORKER_DIED' });
    expect(await failureOf(wait())).toMatchObject({ code: 'BOC_WORKER_DIED' });
  });
});

describe('a worker that dies while others are still coming up', () => {
  test('is replaced like any other', async () => {
    const starting = start({ workers: 3, onUnobserved: () => {} });
    when().post(die);
    await starting;
    // The one that takes its place may still be on its way.
    expect(runtime.pool.size).toBe(3);
    await quiesce();
    expect(runtime.pool.size).toBe(3);
    expect(await when(cown(1)).ask(bodies.increment, 1)).toBe(2);
  });
});

describe('a worker that does not come up', () => {
  test('fails start with the module and the stack, and leaves no worker', async () => {
    const module = 'data:text/javascript,throw new Error("broken module")';
    const error = await failureOf(start({ workers: 2, modules: [module] }));
    expect(error).toMatchObject({ code: 'BOC_START_FAILED' });
    expect((error as Error).message).toContain(module);
    expect((error as Error).message).toContain('broken module');
    await start({ workers: 1 });
    expect(await when(cown(1)).run(bodies.increment, 1).get()).toBe(2);
  });

  test('in time fails start', async () => {
    const module = 'data:text/javascript,await new Promise((resolve) => setTimeout(resolve, 5000))';
    const before = performance.now();
    expect(await failureOf(start({ workers: 1, modules: [module], bootTimeout: 300 }))).toMatchObject({
      code: 'BOC_START_FAILED',
    });
    expect(performance.now() - before).toBeLessThan(4000);
  });

  test('settles what was scheduled meanwhile', async () => {
    const starting = failureOf(start({ workers: 1, modules: ['data:text/javascript,throw 1'] }));
    const result = failureOf(when(cown(1)).run(bodies.increment, 1).get());
    expect(await starting).toMatchObject({ code: 'BOC_START_FAILED' });
    expect(await result).toMatchObject({ code: 'BOC_DROPPED' });
  });
});

describe('a value that cannot be decoded', () => {
  test('makes its cown unavailable, with the same error for every waiter', async () => {
    await start({ workers: 2 });
    const fussy = cown(new bodies.Fussy());
    const errors = await Promise.all([1, 2, 3].map(() => failureOf(when(fussy).run(bodies.touch).get())));
    for (const error of errors) {
      expect(error).toMatchObject({
        code: 'BOC_UNDECODABLE',
        cause: { message: 'I do not like this thread' },
      });
      expect((error as Error).message).toBe((errors[0] as Error).message);
    }
    expect(await failureOf(fussy.get())).toMatchObject({ message: (errors[0] as Error).message });
    expect((await wait({ stats: true })).stats).toMatchObject({ identity: 0, unfinished: 0 });
  });

  test('is found by a read from the main thread, too', async () => {
    const fussy = cown(new bodies.Fussy());
    const error = await failureOf(fussy.get());
    expect(error).toMatchObject({ code: 'BOC_UNDECODABLE' });
    expect(await failureOf(when(fussy).run(bodies.touch).get())).toMatchObject({
      message: (error as Error).message,
    });
  });
});
