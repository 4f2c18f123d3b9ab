/** Counting: one sends, one counts. Nothing can run in parallel; what is measured is the way from one to the other. */
import { behaviour, type Cown, cown, type Held, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

// As behaviours.

const increment = behaviour(import.meta.url, 'increment', (counter: Held<number>): void => {
  counter.value += 1;
});

const look = behaviour(import.meta.url, 'look', (counter: Held<number>): number => counter.value);

const produce = behaviour(
  import.meta.url,
  'produce',
  (counter: Cown<number>, times: number): Cown<number> => {
    for (let left = times; left > 0; left -= 1) when(counter).post(increment);
    return when(counter).run(look);
  },
);

const boc = async (times: number): Promise<number> => {
  const counted = await when().run(produce, cown(0), times).get();
  return await counted.get();
};

// As actors.

type ToCounter = { readonly kind: 'increment' } | { readonly kind: 'look'; readonly from: Address };

const counterActor = actor(import.meta.url, 'counter', (self) => {
  let count = 0;
  return (message: ToCounter) => {
    if (message.kind === 'increment') count += 1;
    else self.send(message.from, count);
  };
});

const producerActor = actor(import.meta.url, 'producer', (self, times: number) => {
  const counter = self.create(counterActor);
  for (let left = times; left > 0; left -= 1) self.send(counter, { kind: 'increment' } satisfies ToCounter);
  self.send(counter, { kind: 'look', from: self.address } satisfies ToCounter);
  return (count: number) => {
    self.finish(count);
  };
});

export const counting = savina<number>({
  name: 'counting',
  about: '1,000,000 increments',
  module: import.meta.url,
  size: (scale) => scaled(1_000_000, scale),
  operations: (times) => times,
  unit: 'increments',
  expected: (times) => times,
  boc,
  root: producerActor,
});
