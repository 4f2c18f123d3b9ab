/** Fork-join, creation: how long it takes to make very many short-lived things and to gather what they found. */
import { behaviour, type Cown, cown, type Held, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

/** A little work with an exact result, so that the order of the sum does not matter. */
const compute = (n: number): number => Math.round(Math.sin(n) ** 2 * 1e6);

// As behaviours.

const add = behaviour(import.meta.url, 'add', (total: Held<number>, part: number): void => {
  total.value += part;
});

const work = behaviour(import.meta.url, 'work', (own: Held<number>, total: Cown<number>): void => {
  when(total).post(add, compute(own.value));
});

const fork = behaviour(import.meta.url, 'fork', (count: number, total: Cown<number>): void => {
  for (let n = 0; n < count; n += 1) when(cown(n)).post(work, total);
});

/** The end of everything that was scheduled is what joins: no counting of who is still missing. */
const boc = async (count: number): Promise<number> => {
  const total = cown(0);
  when().post(fork, count, total);
  await quiesce();
  return total.take();
};

// As actors.

const workActor = actor(import.meta.url, 'work', (self, n: number, total: Address) => {
  self.send(total, compute(n));
  return () => {};
});

const forkActor = actor(import.meta.url, 'fork', (self, count: number) => {
  let total = 0;
  let missing = count;
  for (let n = 0; n < count; n += 1) self.create(workActor, n, self.address);
  return (part: number) => {
    total += part;
    missing -= 1;
    if (missing === 0) self.finish(total);
  };
});

export const forkJoinCreate = savina<number>({
  name: 'fork-join-create',
  about: '40,000 short-lived cowns, or actors',
  module: import.meta.url,
  size: (scale) => scaled(40_000, scale),
  operations: (count) => count,
  unit: 'created',
  expected: (count) => {
    let total = 0;
    for (let n = 0; n < count; n += 1) total += compute(n);
    return total;
  },
  boc,
  root: forkActor,
});
