import { toBytes } from '@custody/testkit';
import type { FuzzTarget } from '../types.ts';

const WAYS = ['exception', 'slow', 'memory', 'hang'] as const;

const burn = (milliseconds: number): void => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
};

const lines = (page: number): string[] => Array.from({ length: 10_000 }, (_, i) => `${page} ${i}`);

/**
 * Fails in every way that the fuzzer watches for, about one input in fifty. It is no part of a usual run:
 * `npm run fuzz -- --target planted --inputs 200` shows that the fuzzer sees what it should.
 */
export const plantedTarget = (): FuzzTarget => ({
  name: 'planted',
  share: 1,
  input: (random) => toBytes(random.chance(0.02) ? random.pick(WAYS) : 'sound'),
  run: (input) => {
    const way = new TextDecoder().decode(input);
    if (way === 'exception') throw new TypeError('planted');
    if (way === 'slow') burn(300);
    if (way === 'hang') for (;;) burn(1000);
    if (way === 'memory') for (const held: string[][] = []; ; ) held.push(lines(held.length));
  },
});
