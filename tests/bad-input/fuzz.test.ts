import { expect, test } from 'vitest';
import { attempt } from '../../scripts/fuzz/attempt.ts';
import { inputOf } from '../../scripts/fuzz/input.ts';
import { planTasks } from '../../scripts/fuzz/plan.ts';
import { TARGETS, targetNamed } from '../../scripts/fuzz/targets/index.ts';
import { plantedTarget } from '../../scripts/fuzz/targets/planted.ts';

const SEED = 7;

test.each([...TARGETS.keys()])(
  'fuzzing %s: some inputs hold, and a seed gives the same ones',
  async (name) => {
    const target = targetNamed(name);
    // Few of those that cost most; `npm run fuzz` runs hundreds of thousands, and measures their time.
    const count = target.share > 4 ? 20 : 4;
    for (let index = 0; index < count; index += 1) {
      const input = inputOf(target, SEED, index);
      expect(Buffer.from(inputOf(target, SEED, index)).equals(input)).toBe(true);
      await target.run(input);
    }
  },
);

test('an exception and a slow input are seen', async () => {
  const planted = plantedTarget();
  for (const kind of ['exception', 'slow'] as const) {
    const { failure } = await attempt(planted, new TextEncoder().encode(kind));
    expect(failure?.kind).toBe(kind);
  }
});

test('a run has as many inputs as it was asked for, in chunks that leave no gap', () => {
  const tasks = planTasks(
    [
      { name: 'a', share: 3 },
      { name: 'b', share: 1 },
    ],
    10_000,
    1,
  );
  const counts = new Map<string, number>();
  for (const { target, from, to } of tasks) {
    expect(from).toBe(counts.get(target) ?? 0);
    counts.set(target, to);
  }
  expect([...counts]).toEqual([
    ['a', 7500],
    ['b', 2500],
  ]);
});
