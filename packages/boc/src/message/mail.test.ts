import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cown, cown, drain, quiesce, receive, send, start, stop, TIMEOUT, when } from '../index.ts';
import * as bodies from '../testing/behaviours.ts';

describe.each([0, 2])('messages with %i workers', (workers) => {
  beforeAll(() => start({ workers }));
  afterAll(() => stop());

  test('arrive in order, by tag', async () => {
    for (let n = 0; n < 50; n += 1) send('numbers', n);
    send('words', 'one');
    expect(await receive('words')).toEqual(['words', 'one']);
    for (let n = 0; n < 50; n += 1) expect(await receive(['words', 'numbers'])).toEqual(['numbers', n]);
  });

  test('are counted by tag', async () => {
    const tag = `counted ${workers}`;
    for (let n = 0; n < 5; n += 1) send(tag, n);
    await receive(tag);
    const found = async (): Promise<unknown> =>
      (await quiesce({ stats: true })).stats?.mail.find((mail) => mail.tag === tag);
    expect(await found()).toEqual({ tag, pushed: 5, popped: 1, waiting: 4 });
    expect(drain(tag)).toBe(4);
    expect(await found()).toEqual({ tag, pushed: 5, popped: 5, waiting: 0 });
  });

  test('wake who waits for them, from a behaviour to main and back', async () => {
    const answered = when().run(bodies.answer, 5000);
    send('question', 21);
    expect(await receive('answer', { timeout: 5000 })).toEqual(['answer', 42]);
    expect(await answered.get()).toBe('answered');
    const waiting = receive('late');
    when().post(bodies.say, 'late', { deep: [1] });
    expect(await waiting).toEqual(['late', { deep: [1] }]);
  });

  test('do not let anybody wait longer than asked', async () => {
    const before = performance.now();
    expect(await receive('nobody', { timeout: 30 })).toEqual([TIMEOUT, undefined]);
    expect(performance.now() - before).toBeGreaterThan(25);
    expect(performance.now() - before).toBeLessThan(2000);
    expect(await receive('nobody', { timeout: 0 })).toEqual([TIMEOUT, undefined]);
    expect(await when().run(bodies.answer, 20).get()).toBe('nobody asked');
  });

  test('that nobody takes are bounded, and can be drained', () => {
    for (let n = 0; n < 16_384; n += 1) send('full', n);
    expect(() => {
      send('full', 0);
    }).toThrow(expect.objectContaining({ code: 'BOC_MAILBOX_FULL' }));
    expect(drain('full')).toBe(16_384);
    expect(drain(['full', 'numbers'])).toBe(0);
  });

  test('that are only looked for use up no tags', async () => {
    for (let n = 0; n < 300; n += 1) drain(`looked for ${n}`);
    expect(await receive('looked for, too', { timeout: 0 })).toEqual([TIMEOUT, undefined]);
    // Nor do those that have come and gone.
    for (let n = 0; n < 300; n += 1) {
      send(`come and gone ${n}`, n);
      expect(await receive(`come and gone ${n}`)).toEqual([`come and gone ${n}`, n]);
    }
  });

  test('of more than 256 tags are too many at once', () => {
    const tags = Array.from({ length: 257 }, (_, n) => `waiting ${n}`);
    expect(() => {
      for (const tag of tags) send(tag, 1);
    }).toThrow(expect.objectContaining({ code: 'BOC_MAILBOX_FULL' }));
    expect(drain(tags)).toBe(256);
    send('waiting 256', 1);
    expect(drain(tags)).toBe(1);
  });

  test('a timeout that is no number is refused', async () => {
    for (const timeout of [Number.NaN, -1])
      await expect(receive('nobody', { timeout })).rejects.toMatchObject({ code: 'BOC_BAD_OPTION' });
  });

  test('may carry cowns', async () => {
    send('cowns', [cown(1)]);
    const [, cowns] = await receive<Cown<number>[]>('cowns');
    const first = cowns?.[0] ?? cown(0);
    expect(await when(first).run(bodies.increment, 1).get()).toBe(2);
  });
});
