import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Cown, cown, quiesce, start, stop, when } from '../index.ts';
import { thread } from '../context/thread.ts';
import { BUMP } from '../memory/layout.ts';
import * as bodies from '../testing/behaviours.ts';
import { liveHandles } from './handle.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const settle = async (): Promise<void> => {
  for (let time = 0; time < 3; time += 1) {
    collect();
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
};
const used = (): number => (thread().port.load(BUMP) * 4) / 1024;

describe.each([0, 2])('memory with %i workers', (workers) => {
  beforeAll(() => start({ workers }));
  afterAll(() => stop());

  test('of dropped cowns and results is used again', async () => {
    const round = async (): Promise<void> => {
      for (let n = 0; n < 1000; n += 1) when(cown({ text: 'x'.repeat(500) })).run(bodies.touch);
      await quiesce();
      await settle();
    };
    await round();
    await round();
    const before = used();
    for (let n = 0; n < 4; n += 1) await round();
    // Four rounds take 4,000 cowns, results and values of half a KiB: some 3.5 MiB if nothing came back.
    expect(used() - before).toBeLessThan(1000);
    expect(liveHandles()).toBeLessThan(5000);
  });

  test('of results that are dropped is used again, though others made with them are kept and used', async () => {
    const kept: Cown<unknown>[] = [];
    const round = async (): Promise<void> => {
      for (let n = 0; n < 800; n += 1) {
        const result = when().run(bodies.echo, 'x'.repeat(500));
        if (n % 16 !== 0) continue;
        kept.push(result);
        when(result).post(bodies.touch);
      }
      await quiesce();
      await settle();
    };
    await round();
    await round();
    const before = used();
    for (let n = 0; n < 4; n += 1) await round();
    // What is kept takes 150 KiB, and all results would take 2.4 MiB.
    expect(used() - before).toBeLessThan(600);
    expect(await Promise.all(kept.map((result) => result.get()))).toEqual(kept.map(() => 'x'.repeat(500)));
  });

  test('of many behaviours over the same cowns does not grow', async () => {
    const cowns = Array.from({ length: 100 }, () => cown({ n: 0 }));
    const round = async (): Promise<void> => {
      for (const [index, first] of cowns.entries())
        when(first, cowns[(index * 7 + 3) % 100] ?? first).post(bodies.chainOfTwo, 49);
      await quiesce();
    };
    await round();
    const before = used();
    for (let n = 0; n < 5; n += 1) await round();
    expect(used() - before).toBeLessThan(64);
    const values = await Promise.all(cowns.map((one) => one.get()));
    expect(values.reduce((total, { n }) => total + n, 0)).toBe(6 * 100 * 50);
  });

  test('a cown lives as long as a value refers to it, and no longer', async () => {
    const box = cown<{ cowns: Cown<number>[] }>({ cowns: [] });
    for (let n = 0; n < 50; n += 1) when(box).post(bodies.hand, cown(n));
    await quiesce();
    await settle();
    when(box).post(bodies.unpack);
    await quiesce();
    const { cowns } = await box.get();
    expect(await Promise.all(cowns.map((inner) => inner.get()))).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 1),
    );
  });

  test('large bytes are seen in place, changed in place, and given back', async () => {
    const bytes = cown(new Uint8Array(1 << 20));
    await when(bytes).run(bodies.fill, 7).get();
    const before = used();
    for (let n = 0; n < 50; n += 1) when(bytes).post(bodies.fill, n);
    const found = await bytes.get();
    expect(found.every((byte) => byte === 49)).toBe(true);
    expect(found.buffer).not.toBe(thread().buffer);
    expect(used() - before).toBeLessThan(1024);
  });
});

describe('strict', () => {
  beforeAll(() => start({ workers: 1, strict: true }));
  afterAll(() => stop());

  test('a reference that was kept and changed later is found', async () => {
    const list = cown([1]);
    await when(list).run(bodies.keep).get();
    expect(await when(list).run(bodies.length).get()).toBe(1);
    await when().run(bodies.misuse).get();
    await expect(when(list).run(bodies.length).get()).rejects.toMatchObject({
      code: 'BOC_ESCAPED_REFERENCE',
    });
    // The published value was never touched.
    expect(await when(list).run(bodies.length).get()).toBe(1);
  });

  test('a reader that changes what it sees is found', async () => {
    const list = cown([1]);
    await expect(when(bodies.reading(list)).run(bodies.changeSeen).get()).rejects.toMatchObject({
      code: 'BOC_ESCAPED_REFERENCE',
    });
    expect(await list.get()).toEqual([1]);
  });
});
