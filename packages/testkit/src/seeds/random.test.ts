import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from './random.ts';

test('the same seed gives the same stream, on every platform and for ever', () => {
  const random = seeded(1);
  expect([random.below(1000), random.below(1000), random.below(1000)]).toEqual([782, 275, 993]);
  expect(Buffer.from(seeded(42).bytes(8)).toString('hex')).toBe('fd88e60a79e854b3');
});

test('close seeds give streams that have nothing in common', () => {
  const streams = Array.from({ length: 50 }, (_, seed) =>
    Buffer.from(seeded(seed).bytes(16)).toString('hex'),
  );
  expect(new Set(streams).size).toBe(50);
  expect(new Set(streams.map((stream) => stream.slice(0, 4))).size).toBeGreaterThan(45);
});

test('numbers stay below their limit and reach all of it', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 50 }), (seed, limit) => {
      const random = seeded(seed);
      const seen = new Set(Array.from({ length: limit * 40 }, () => random.below(limit)));
      expect(Math.min(...seen)).toBe(0);
      expect(Math.max(...seen)).toBe(limit - 1);
      expect([...seen].every(Number.isInteger)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a fork does not depend on what the parent does later', () => {
  const [a, b] = [seeded(7), seeded(7)];
  const [forkA, forkB] = [a.fork(), b.fork()];
  a.bytes(100);
  expect(forkA.below(1e9)).toBe(forkB.below(1e9));
});
