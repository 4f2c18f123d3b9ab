/** Fibonacci: a tree of sums, each of which waits for two others. */
import { behaviour, type Cown, cown, type Held, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { savina } from './savina.ts';

// As behaviours.

const add = behaviour(
  import.meta.url,
  'add',
  (left: Held<number>, right: Held<number>): number => left.value + right.value,
);

/** A result is a cown like any other: a sum asks for its two summands, and runs when both are there. */
const sumOf = (n: number): Cown<number> => (n <= 2 ? cown(1) : when(sumOf(n - 1), sumOf(n - 2)).run(add));

const grow = behaviour(import.meta.url, 'grow', (n: number): Cown<number> => sumOf(n));

const boc = async (n: number): Promise<number> => {
  const sum = await when().run(grow, n).get();
  return await sum.get();
};

// As actors.

const nodeActor = actor(import.meta.url, 'node', (self, n: number, parent: Address | undefined) => {
  let sum = 0;
  let missing = 2;
  const take = (part: number): void => {
    sum += part;
    missing -= 1;
    if (missing > 0) return;
    if (parent === undefined) self.finish(sum);
    else self.send(parent, sum);
  };
  for (const child of [n - 1, n - 2]) {
    if (child <= 2) take(1);
    else self.create(nodeActor, child, self.address);
  }
  return take;
});

const rootActor = actor(import.meta.url, 'root', (self, n: number) => {
  self.create(nodeActor, n, self.address);
  return (sum: number) => {
    self.finish(sum);
  };
});

const fibonacciOf = (n: number): number => {
  let [before, now] = [0, 1];
  for (let left = n; left > 1; left -= 1) [before, now] = [now, before + now];
  return now;
};

export const fibonacci = savina<number>({
  name: 'fibonacci',
  about: 'the 25th Fibonacci number, as 75,024 sums',
  module: import.meta.url,
  // Its work grows by the golden ratio with each step.
  size: (scale) => Math.max(5, 25 + Math.round(Math.log(Math.min(scale, 1)) / Math.log(1.618))),
  operations: (n) => fibonacciOf(n) - 1,
  unit: 'sums',
  expected: fibonacciOf,
  boc,
  root: rootActor,
});
