import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cown, quiesce, read, start, stop, when } from '../index.ts';
import { thread } from '../context/thread.ts';
import { BUMP } from '../memory/layout.ts';
import * as bodies from '../testing/behaviours.ts';

describe.each([0, 1, 2])('with %i workers', (workers) => {
  beforeAll(() => start({ workers }));
  afterAll(() => stop());

  test('a behaviour sees the value, changes it, and answers through its result', async () => {
    const counter = cown(1);
    expect(await when(counter).run(bodies.increment, 5).get()).toBe(6);
    expect(await counter.get()).toBe(6);
  });

  test('an exception lands on the result with class, message, cause and own properties; what was done before stays done', async () => {
    const counter = cown(1);
    const error: unknown = await when(counter)
      .run(bodies.throwing, 'bad')
      .get()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ message: 'bad', detail: { n: 7 } });
    expect((error as Error).cause).toBeInstanceOf(TypeError);
    expect(await counter.get()).toBe(2);
  });

  test('ask answers the result itself, and keeps nothing for it', async () => {
    const counter = cown(1);
    const sums = await Promise.all(Array.from({ length: 200 }, () => when(counter).ask(bodies.increment, 1)));
    expect(sums).toEqual(Array.from({ length: 200 }, (_, n) => n + 2));
    await expect(when(counter).ask(bodies.throwing, 'bad')).rejects.toThrow(RangeError);
    await expect(when(counter).with({ atomic: true }).ask(bodies.throwing, 'bad')).rejects.toThrow('bad');
    expect(await counter.get()).toBe(202);
    const before = thread().port.load(BUMP);
    for (let n = 0; n < 2000; n += 1) await when(counter).ask(bodies.increment, 1);
    // A result that waited for a collector would be 64 bytes each.
    expect((thread().port.load(BUMP) - before) * 4).toBeLessThan(32 * 1024);
    await expect(when(counter).ask(bodies.blocking, 'ask', cown(2))).rejects.toMatchObject({
      code: 'BOC_BLOCKING_CALL',
    });
  });

  test('several cowns are held together', async () => {
    const from = cown({ balance: 100 });
    const to = cown({ balance: 0 });
    expect(await when(from, to).run(bodies.transfer, 30).get()).toBe(true);
    expect(await when(from, to).run(bodies.transfer, 300).get()).toBe(false);
    expect([await from.get(), await to.get()]).toEqual([{ balance: 70 }, { balance: 30 }]);
  });

  test('ask answers values of every kind, and gives back what they took', async () => {
    const bytes = new Uint8Array(8192).fill(7);
    const value = { bytes, text: 'a', inner: cown(3) };
    const answer = await when().ask(bodies.echo, value);
    expect(answer).toMatchObject({ bytes, text: 'a' });
    expect(await (answer as typeof value).inner.get()).toBe(3);
    expect(await when().ask(bodies.echo, undefined)).toBeUndefined();
    expect(await when().ask(bodies.echo, -0.5)).toBe(-0.5);
    const found = (await when().ask(bodies.echo, bytes)) as Uint8Array;
    expect(found).toEqual(bytes);
    // A copy of one's own: what it stood in is given back.
    expect(found.buffer).not.toBe(thread().buffer);
    await expect(when().ask(bodies.fussy)).rejects.toMatchObject({ code: 'BOC_UNDECODABLE' });
    const round = async (): Promise<void> => {
      for (let n = 0; n < 50; n += 1) await when().ask(bodies.echo, bytes);
    };
    await round();
    const before = thread().port.load(BUMP);
    for (let time = 0; time < 4; time += 1) await round();
    expect((thread().port.load(BUMP) - before) * 4).toBeLessThan(512 * 1024);
  });

  test('a group is one parameter, and a cown asked for twice is held once', async () => {
    const a = cown(7);
    expect(
      await when([a, a, cown(4)])
        .run(bodies.sum)
        .get(),
    ).toBe(18);
    expect(await when([]).run(bodies.sum).get()).toBe(0);
  });

  test('no cowns at all are fine', async () => {
    expect(await when().run(bodies.nothing).get()).toBeUndefined();
  });

  test('behaviours schedule behaviours, and results may be cowns', async () => {
    const a = cown(1);
    const b = cown(10);
    const inner = await when(a).run(bodies.nested, b).get();
    expect(await inner.get()).toBe(12);
    when(a).post(bodies.chain, 500);
    await quiesce();
    expect(await a.get()).toBe(503);
  });

  test('behaviours on one cown run in the order in which they were scheduled', async () => {
    const list = cown<number[]>([]);
    for (let n = 0; n < 300; n += 1) when(list).post(bodies.append, n);
    expect(await list.get()).toEqual(Array.from({ length: 300 }, (_, n) => n));
  });

  test('read is for looking only', async () => {
    const a = cown(3);
    expect(await when(read(a)).run(bodies.look).get()).toBe(3);
    await expect(when(read(a)).run(bodies.changeRead).get()).rejects.toMatchObject({ code: 'BOC_READ_ONLY' });
    expect(await a.get()).toBe(3);
  });

  test('the statistics balance exactly', async () => {
    const cowns = Array.from({ length: 20 }, () => cown(0));
    for (let n = 0; n < 2000; n += 1) {
      const [a, b] = [cowns[n % 20], cowns[(n * 7) % 20]];
      if (a !== undefined && b !== undefined) when(a, b).post(bodies.both, 1);
    }
    const { stats } = await quiesce({ stats: true });
    expect(stats?.identity).toBe(0);
    expect(stats?.unfinished).toBe(0);
    for (const queue of stats?.threads ?? []) expect(queue.queuePopped).toBe(queue.queuePushed);
    const [first] = workers === 0 ? (stats?.threads ?? []) : (stats?.threads.slice(1) ?? []);
    expect(first?.queuePushed).toBeGreaterThan(0);
    expect(stats?.threads.reduce((total, { scheduled }) => total + scheduled, 0)).toBeGreaterThanOrEqual(
      2000,
    );
  });
});
