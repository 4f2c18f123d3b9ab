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

  test('may carry cowns', async () => {
    send('cowns', [cown(1)]);
    const [, cowns] = await receive<Cown<number>[]>('cowns');
    const first = cowns?.[0] ?? cown(0);
    expect(await when(first).run(bodies.increment, 1).get()).toBe(2);
  });
});
