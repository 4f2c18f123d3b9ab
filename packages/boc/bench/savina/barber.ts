/**
 * Sleeping barber: customers come one after the other, wait where there is a chair, and come again where there is none. A line of behaviours
 * is a waiting room by itself; actors need one that tells the barber who is next, and wakes him.
 */
import { behaviour, type Cown, cown, type Held, noticeRead, noticeSeed, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { busy } from '../harness/busy.ts';
import { scaled } from '../harness/measure.ts';
import { below, nextRandom } from '../harness/random.ts';
import { savina } from './savina.ts';

type Size = {
  readonly customers: number;
  readonly chairs: number;
  readonly production: number;
  readonly haircut: number;
};

/** How long a customer takes to come, and in the barber's chair: known by the number, whoever asks. */
const pace = (customer: number, most: number): number => 1 + below(nextRandom(customer + 1), most);

// As behaviours.

const barberShop = (): readonly Cown<number>[] => noticeRead<readonly Cown<number>[]>('barber shop') ?? [];

/** The barber's cown holds what has been done so far; the room's how many wait. */
const cut = behaviour(
  import.meta.url,
  'cut',
  (barber: Held<number>, customer: number, most: number): void => {
    const [room] = barberShop();
    // The chair is free as soon as the haircut begins.
    if (room !== undefined) when(room).post(leaveChair);
    barber.value += busy(pace(customer, most));
  },
);

const leaveChair = behaviour(import.meta.url, 'leaveChair', (room: Held<number>): void => {
  room.value -= 1;
});

const enter = behaviour(
  import.meta.url,
  'enter',
  (room: Held<number>, customer: number, chairs: number, most: number): void => {
    const [, barber] = barberShop();
    if (room.value === chairs) when(room).post(enter, customer, chairs, most);
    else if (barber !== undefined) {
      room.value += 1;
      when(barber).post(cut, customer, most);
    }
  },
);

const bring = behaviour(import.meta.url, 'bring', (street: Held<number>, size: Size): void => {
  const [room] = barberShop();
  for (let customer = 0; customer < size.customers; customer += 1) {
    street.value += busy(pace(customer, size.production));
    if (room !== undefined) when(room).post(enter, customer, size.chairs, size.haircut);
  }
});

const boc = async (size: Size): Promise<number> => {
  const [room, barber, street] = [cown(0), cown(0), cown(0)];
  noticeSeed({ 'barber shop': [room, barber] });
  when(street).post(bring, size);
  await quiesce();
  if (room.take() !== 0) throw new Error('somebody is left in the waiting room');
  return street.take() + barber.take();
};

// As actors.

type ToRoom =
  | { readonly kind: 'enter'; readonly customer: number }
  /** The barber is free; `work` is what he has just done. */
  | { readonly kind: 'next'; readonly work: number | undefined };
type ToFactory =
  | { readonly kind: 'full'; readonly customer: number }
  | { readonly kind: 'done'; readonly work: number };

const barberActor = actor(import.meta.url, 'barber', (self, most: number, room: Address) => {
  self.send(room, { kind: 'next', work: undefined } satisfies ToRoom);
  return (customer: number) => {
    self.send(room, { kind: 'next', work: busy(pace(customer, most)) } satisfies ToRoom);
  };
});

const roomActor = actor(import.meta.url, 'room', (self, size: Size, factory: Address) => {
  const barberOf = self.create(barberActor, size.haircut, self.address);
  const waiting: number[] = [];
  let asleep = false;
  return (message: ToRoom) => {
    if (message.kind === 'next') {
      if (message.work !== undefined)
        self.send(factory, { kind: 'done', work: message.work } satisfies ToFactory);
      const customer = waiting.shift();
      if (customer === undefined) asleep = true;
      else self.send(barberOf, customer);
      return;
    }
    if (asleep) {
      asleep = false;
      self.send(barberOf, message.customer);
    } else if (waiting.length === size.chairs)
      self.send(factory, { kind: 'full', customer: message.customer } satisfies ToFactory);
    else waiting.push(message.customer);
  };
});

const factoryActor = actor(import.meta.url, 'factory', (self, size: Size) => {
  const room = self.create(roomActor, size, self.address);
  let work = 0;
  let missing = size.customers;
  for (let customer = 0; customer < size.customers; customer += 1) {
    work += busy(pace(customer, size.production));
    self.send(room, { kind: 'enter', customer } satisfies ToRoom);
  }
  return (message: ToFactory) => {
    if (message.kind === 'full') {
      self.send(room, { kind: 'enter', customer: message.customer } satisfies ToRoom);
      return;
    }
    work += message.work;
    missing -= 1;
    if (missing === 0) self.finish(work);
  };
});

export const barber = savina<Size>({
  name: 'barber',
  about: '5,000 customers, 1,000 chairs',
  module: import.meta.url,
  size: (scale) => ({
    customers: scaled(5000, scale, 4),
    chairs: scaled(1000, scale, 2),
    production: 1000,
    haircut: 1000,
  }),
  operations: ({ customers }) => customers,
  unit: 'haircuts',
  expected: ({ customers, production, haircut }) => {
    let work = 0;
    for (let customer = 0; customer < customers; customer += 1)
      work += busy(pace(customer, production)) + busy(pace(customer, haircut));
    return work;
  },
  boc,
  root: factoryActor,
});
