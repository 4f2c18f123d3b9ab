import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planInput } from './plan.ts';
import { benchOf, flaw, inputOf, type Offer } from './testing/world.ts';

const NAMES = ['a', 'b', 'c', 'd'] as const;
const VERSIONS = [1, 2, 3] as const;

/** What `name` at `version` needs of others: the least and the greatest version that will do. */
type World = Readonly<Record<string, readonly (readonly { on: string; from: number; to: number }[])[]>>;

const need = fc.record({
  on: fc.constantFrom(...NAMES),
  from: fc.integer({ min: 1, max: 3 }),
  to: fc.integer({ min: 1, max: 3 }),
});

const worlds: fc.Arbitrary<World> = fc.record(
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      fc.tuple(
        ...VERSIONS.map(() =>
          fc.array(
            need.filter(({ on }) => on !== name),
            { maxLength: 2 },
          ),
        ),
      ),
    ]),
  ),
);

const offerOf = (world: World): Offer =>
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      Object.fromEntries(
        VERSIONS.map((version) => [
          `${version}`,
          (world[name]?.[version - 1] ?? []).map(({ on, from, to }) => `${on}>=${from},<=${to}`),
        ]),
      ),
    ]),
  );

type Picked = Readonly<Record<string, number>>;

/** By brute force: no bound is broken but those that are broken at the start and of which neither side... the setter did not move. */
const holds = (world: World, picked: Picked): boolean =>
  NAMES.every((name) =>
    (world[name]?.[(picked[name] ?? 1) - 1] ?? []).every(({ on, from, to }) => {
      const at = picked[on] ?? 1;
      const admits = at >= from && at <= to;
      const wasBroken = !(from <= 1 && 1 <= to);
      return admits || (picked[name] === 1 && wasBroken);
    }),
  );

const everything: readonly Picked[] = VERSIONS.flatMap((a) =>
  VERSIONS.flatMap((b) => VERSIONS.flatMap((c) => VERSIONS.map((d) => ({ a, b, c, d })))),
);

const movesIn = (picked: Picked): number => NAMES.filter((name) => picked[name] !== 1).length;
const distanceOf = (picked: Picked): number => NAMES.reduce((sum, name) => sum + (picked[name] ?? 1) - 1, 0);

test('finds the smallest plan that brute force finds, and none where there is none', async () => {
  let [met, blocked] = [0, 0];
  await fc.assert(
    fc.asyncProperty(worlds, fc.subarray([...NAMES], { minLength: 1 }), async (world, flawed) => {
      const input = await inputOf({ 'requirements.txt': NAMES.map((name) => `${name}==1\n`).join('') });
      const plan = await planInput(
        input,
        benchOf(
          offerOf(world),
          flawed.map((name) => flaw(`CVE-${name}`, name, '2')),
        ),
      );
      const picked: Picked = {
        ...Object.fromEntries(NAMES.map((name) => [name, 1])),
        ...Object.fromEntries(plan.moves.map(({ name, to }) => [name, Number(to)])),
      };
      expect(holds(world, picked)).toBe(true);
      const best = everything
        .filter((one) => holds(world, one) && flawed.every((name) => (one[name] ?? 1) > 1))
        .sort((x, y) => movesIn(x) - movesIn(y) || distanceOf(x) - distanceOf(y))[0];
      if (best === undefined) {
        blocked += 1;
        expect(plan.blocked.length).toBeGreaterThan(0);
      } else {
        met += 1;
        expect(plan.blocked).toEqual([]);
        expect(plan.smallest).toBe(true);
        expect([movesIn(picked), distanceOf(picked)]).toEqual([movesIn(best), distanceOf(best)]);
      }
      for (const each of plan.blocked) expect(each.sentences[0]).toMatch(/\.$|:$/);
    }),
    { numRuns: 400 },
  );
  // Both happen, or the test says nothing.
  expect(Math.min(met, blocked)).toBeGreaterThan(20);
});
