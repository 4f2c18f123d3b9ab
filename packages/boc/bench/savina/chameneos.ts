/** Chameneos: creatures come to one place, meet in pairs, and change their colours. Everybody goes through one mall. */
import { behaviour, type Cown, cown, type Held, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

type Size = { readonly creatures: number; readonly meetings: number };
type Colour = 0 | 1 | 2;

/** Two of the same stay so; two that differ both take the third. */
const complement = (a: Colour, b: Colour): Colour => (a === b ? a : ((3 - a - b) as Colour));
const colourOf = (number: number): Colour => (number % 3) as Colour;

// As behaviours.

type Creature = { colour: Colour; meetings: number };
type Mall = { left: number; waiting: Cown<Creature> | undefined };

/** Who comes first waits as a handle in the mall: no creature is held meanwhile. */
const arrive = behaviour(import.meta.url, 'arrive', (mall: Held<Mall>, creature: Cown<Creature>): void => {
  const { value } = mall;
  if (value.left === 0) return;
  if (value.waiting === undefined) {
    value.waiting = creature;
    return;
  }
  value.left -= 1;
  when(value.waiting, creature).post(meet, mall.cown);
  value.waiting = undefined;
});

const meet = behaviour(
  import.meta.url,
  'meet',
  (a: Held<Creature>, b: Held<Creature>, mall: Cown<Mall>): void => {
    const colour = complement(a.value.colour, b.value.colour);
    for (const one of [a, b]) {
      one.value.colour = colour;
      one.value.meetings += 1;
      when(mall).post(arrive, one.cown);
    }
  },
);

const boc = async ({ creatures, meetings }: Size): Promise<number> => {
  const mall = cown<Mall>({ left: meetings, waiting: undefined });
  const all = Array.from({ length: creatures }, (_, number) =>
    cown<Creature>({ colour: colourOf(number), meetings: 0 }),
  );
  for (const creature of all) when(mall).post(arrive, creature);
  await quiesce();
  return all.reduce((sum, creature) => sum + creature.take().meetings, 0);
};

// As actors.

type ToMall =
  | { readonly kind: 'arrive'; readonly who: Address; readonly colour: Colour }
  | { readonly kind: 'count'; readonly meetings: number };
type ToCreature =
  | { readonly kind: 'met'; readonly colour: Colour }
  | { readonly kind: 'over'; readonly mall: Address };

const creatureActor = actor(import.meta.url, 'creature', (self, first: Colour, mall: Address) => {
  let colour = first;
  let meetings = 0;
  const goThere = (): void => {
    self.send(mall, { kind: 'arrive', who: self.address, colour } satisfies ToMall);
  };
  goThere();
  return (message: ToCreature) => {
    if (message.kind === 'over') {
      self.send(mall, { kind: 'count', meetings } satisfies ToMall);
      return;
    }
    colour = complement(colour, message.colour);
    meetings += 1;
    goThere();
  };
});

const mallActor = actor(import.meta.url, 'mall', (self, { creatures, meetings }: Size) => {
  let left = meetings;
  let waiting: Extract<ToMall, { kind: 'arrive' }> | undefined;
  let sum = 0;
  let missing = creatures;
  for (let number = 0; number < creatures; number += 1)
    self.create(creatureActor, colourOf(number), self.address);
  const over = (who: Address): void => {
    self.send(who, { kind: 'over', mall: self.address } satisfies ToCreature);
  };
  return (message: ToMall) => {
    if (message.kind === 'count') {
      sum += message.meetings;
      missing -= 1;
      if (missing === 0) self.finish(sum);
    } else if (left === 0) over(message.who);
    else if (waiting === undefined) waiting = message;
    else {
      left -= 1;
      self.send(waiting.who, { kind: 'met', colour: message.colour } satisfies ToCreature);
      self.send(message.who, { kind: 'met', colour: waiting.colour } satisfies ToCreature);
      waiting = undefined;
    }
  };
});

export const chameneos = savina<Size>({
  name: 'chameneos',
  about: '100 creatures, 200,000 meetings',
  module: import.meta.url,
  size: (scale) => ({ creatures: 100, meetings: scaled(200_000, scale) }),
  operations: ({ meetings }) => meetings,
  unit: 'meetings',
  expected: ({ meetings }) => meetings * 2,
  boc,
  root: mallActor,
});
