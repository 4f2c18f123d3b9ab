/** Ping pong: one message at a time, to and fro. Nothing is parallel: what is measured is how long a change of hands takes. */
import { behaviour, type Cown, cown, type Held, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

// As behaviours.

/** Counts, and lets the other one do the same. The successor runs on the same thread: no other one is woken for it. */
const ping = behaviour(
  import.meta.url,
  'ping',
  (mine: Held<number>, other: Cown<number>, left: number): void => {
    mine.value += 1;
    if (left > 1) when(other).post(ping, mine.cown, left - 1);
  },
);

const boc = async (times: number): Promise<number> => {
  const [a, b] = [cown(0), cown(0)];
  when(a).post(ping, b, times * 2);
  await quiesce();
  return a.take() + b.take();
};

// As actors, on two threads: the first makes the second.

const pongActor = actor(import.meta.url, 'pong', (self, other: Address) => {
  let count = 0;
  return () => {
    count += 1;
    self.send(other, count);
  };
});

const pingActor = actor(import.meta.url, 'ping', (self, times: number) => {
  const pong = self.create(pongActor, self.address);
  let count = 1;
  self.send(pong, count);
  return (pongs: number) => {
    if (count === times) {
      self.finish(count + pongs);
      return;
    }
    count += 1;
    self.send(pong, count);
  };
});

export const pingPong = savina<number>({
  name: 'ping-pong',
  about: '40,000 times to and fro',
  module: import.meta.url,
  size: (scale) => scaled(40_000, scale),
  operations: (times) => times * 2,
  unit: 'messages',
  expected: (times) => times * 2,
  boc,
  root: pingActor,
});
