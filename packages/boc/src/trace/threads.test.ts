import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkTrace, cown, quiesce, read, start, stop, wait, when } from '../index.ts';
import { seeded } from '../sim/random.ts';
import * as bodies from '../testing/behaviours.ts';

beforeAll(() => start({ workers: 3, trace: true, strict: true }));
afterAll(() => stop());

test('a run on threads with everything in it shows no overlap and no broken order', async () => {
  const random = seeded(5);
  const cowns = Array.from({ length: 6 }, () => cown(0));
  const one = (): (typeof cowns)[number] => cowns[Math.floor(random() * cowns.length)] ?? cown(0);
  let expected = 0;
  for (let n = 0; n < 1500; n += 1) {
    const dice = random();
    if (dice < 0.4) {
      const [a, b] = [one(), one()];
      // The same cown twice is held once and given twice.
      when(a, b).post(bodies.both, 1);
      expected += 2;
    } else if (dice < 0.6) when(read(one())).post(bodies.look);
    else if (dice < 0.7) {
      when(one()).post(bodies.later, 1);
      expected += 2;
    } else if (dice < 0.8) {
      when(one()).post(bodies.chain, 3);
      expected += 4;
    } else {
      when(one()).post(bodies.increment, 1);
      expected += 1;
    }
  }
  await quiesce();
  const values = await Promise.all(cowns.map((each) => each.get()));
  expect(values.reduce((sum, value) => sum + value, 0)).toBe(expected);
  const { stats, trace = [] } = await wait({ stats: true, trace: true });
  expect(stats).toMatchObject({ identity: 0, unfinished: 0 });
  expect(trace.filter(({ kind }) => kind === 'end').length).toBeGreaterThanOrEqual(1500);
  expect(checkTrace(trace)).toEqual([]);
});
