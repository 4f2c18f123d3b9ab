/**
 * Dining philosophers: everybody needs the two forks beside them. A behaviour asks for both, and nothing can deadlock; actors need an arbitrator,
 * who lets the hungry wait.
 */
import { behaviour, type Cown, cown, type Held, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

type Size = { readonly philosophers: number; readonly meals: number };

// As behaviours.

/** Counts how often each fork was used, and gets hungry again: the forks are asked for anew, so that neighbours have their turn. */
const eat = behaviour(
  import.meta.url,
  'eat',
  (left: Held<number>, right: Held<number>, meals: number): void => {
    left.value += 1;
    right.value += 1;
    if (meals > 1) when(left, right).post(eat, meals - 1);
  },
);

const boc = async ({ philosophers, meals }: Size): Promise<number> => {
  const forks = Array.from({ length: philosophers }, () => cown(0));
  for (const [index, left] of forks.entries()) {
    const right: Cown<number> = forks[(index + 1) % philosophers] ?? left;
    when(left, right).post(eat, meals);
  }
  await quiesce();
  return forks.reduce((sum, fork) => sum + fork.take(), 0);
};

// As actors.

type ToArbitrator =
  | { readonly kind: 'hungry'; readonly seat: number; readonly who: Address }
  | { readonly kind: 'done'; readonly seat: number }
  | { readonly kind: 'sated' };

const philosopherActor = actor(
  import.meta.url,
  'philosopher',
  (self, seat: number, meals: number, arbitrator: Address) => {
    let left = meals;
    const ask = (): void => {
      self.send(arbitrator, { kind: 'hungry', seat, who: self.address } satisfies ToArbitrator);
    };
    ask();
    return () => {
      left -= 1;
      self.send(arbitrator, { kind: 'done', seat } satisfies ToArbitrator);
      if (left > 0) ask();
      else self.send(arbitrator, { kind: 'sated' } satisfies ToArbitrator);
    };
  },
);

const arbitratorActor = actor(import.meta.url, 'arbitrator', (self, { philosophers, meals }: Size) => {
  const taken = new Set<number>();
  const waiting = new Map<number, Address>();
  let uses = 0;
  let hungry = philosophers;
  for (let seat = 0; seat < philosophers; seat += 1) self.create(philosopherActor, seat, meals, self.address);
  const next = (seat: number): number => (seat + 1) % philosophers;
  const serve = (seat: number): void => {
    const who = waiting.get(seat);
    if (who === undefined || taken.has(seat) || taken.has(next(seat))) return;
    waiting.delete(seat);
    taken.add(seat).add(next(seat));
    uses += 2;
    self.send(who, undefined);
  };
  return (message: ToArbitrator) => {
    if (message.kind === 'sated') {
      hungry -= 1;
      if (hungry === 0) self.finish(uses);
    } else if (message.kind === 'hungry') {
      waiting.set(message.seat, message.who);
      serve(message.seat);
    } else {
      const { seat } = message;
      taken.delete(seat);
      taken.delete(next(seat));
      serve((seat + philosophers - 1) % philosophers);
      serve(next(seat));
    }
  };
});

export const philosophers = savina<Size>({
  name: 'philosophers',
  about: '20 philosophers, 10,000 meals each',
  module: import.meta.url,
  size: (scale) => ({ philosophers: 20, meals: scaled(10_000, scale) }),
  operations: (size) => size.philosophers * size.meals,
  unit: 'meals',
  expected: (size) => size.philosophers * size.meals * 2,
  boc,
  root: arbitratorActor,
});
