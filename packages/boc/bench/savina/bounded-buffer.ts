/**
 * Bounded buffer: producers wait while it is full, consumers while it is empty. The buffer is a cown that remembers who waits; nobody looks
 * again and again.
 */
import { behaviour, type Cown, cown, type Held, noticeRead, noticeSeed, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { busy } from '../harness/busy.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

type Size = {
  readonly capacity: number;
  readonly producers: number;
  readonly consumers: number;
  readonly items: number;
  readonly produceCost: number;
  readonly consumeCost: number;
};

/** An item is told by who made it and how many that had made before. */
const itemOf = (producer: number, made: number, cost: number): number =>
  busy(cost) + producer * 100_000 + made;
const valueOf = (item: number, cost: number): number => item + busy(cost);

// As behaviours.

/**
 * The buffer: bytes of 4 KiB are seen in place by whoever holds the cown, so nothing is encoded however much waits. Three rings of numbers: items,
 * producers with the item that found no place, consumers that found none. A ring is its first place and length, then its numbers.
 */
const BYTES = 4096;
const ROOM = 128;
const ITEMS = 0;
const BLOCKED = ROOM + 2;
const HUNGRY = 2 * (ROOM + 2);

const wordsOf = ({ value: { buffer, byteOffset } }: Held<Uint8Array>): Int32Array =>
  new Int32Array(buffer, byteOffset, BYTES / 4);

const lengthOf = (words: Int32Array, ring: number): number => words[ring + 1] ?? 0;

const push = (words: Int32Array, ring: number, value: number): void => {
  const length = lengthOf(words, ring);
  words[ring + 2 + (((words[ring] ?? 0) + length) % ROOM)] = value;
  words[ring + 1] = length + 1;
};

/** Only where there is one. */
const shift = (words: Int32Array, ring: number): number => {
  const first = words[ring] ?? 0;
  words[ring] = (first + 1) % ROOM;
  words[ring + 1] = lengthOf(words, ring) - 1;
  return words[ring + 2 + first] ?? 0;
};

type Parts = {
  readonly size: Size;
  readonly buffer: Cown<Uint8Array>;
  readonly producers: readonly Cown<number>[];
  readonly consumers: readonly Cown<number>[];
};

/** On the noticeboard, so that each worker decodes the handles once. */
const parts = (): Parts => {
  const found = noticeRead<Parts>('bounded buffer');
  if (found === undefined) throw new Error('the buffer has not been told of');
  return found;
};

/** A producer's cown holds how many items it has made. */
const produce = behaviour(import.meta.url, 'produce', (made: Held<number>, producer: number): void => {
  const { size, buffer } = parts();
  if (made.value === size.items) return;
  const item = itemOf(producer, made.value, size.produceCost);
  made.value += 1;
  when(buffer).post(put, producer, item);
});

const goOn = (producer: number): void => {
  const made = parts().producers[producer];
  if (made !== undefined) when(made).post(produce, producer);
};

/** An item for a consumer that has nothing to do. */
const give = (consumer: number, item: number): void => {
  const sum = parts().consumers[consumer];
  if (sum !== undefined) when(sum).post(consume, consumer, item);
};

const put = behaviour(
  import.meta.url,
  'put',
  (buffer: Held<Uint8Array>, producer: number, item: number): void => {
    const words = wordsOf(buffer);
    if (lengthOf(words, HUNGRY) > 0) give(shift(words, HUNGRY), item);
    else if (lengthOf(words, ITEMS) < parts().size.capacity) push(words, ITEMS, item);
    else {
      push(words, BLOCKED, producer);
      push(words, BLOCKED, item);
      return;
    }
    goOn(producer);
  },
);

/** A consumer's cown holds the sum of what it has consumed. */
const consume = behaviour(
  import.meta.url,
  'consume',
  (sum: Held<number>, consumer: number, item: number): void => {
    const { size, buffer } = parts();
    sum.value += valueOf(item, size.consumeCost);
    when(buffer).post(take, consumer);
  },
);

const take = behaviour(import.meta.url, 'take', (buffer: Held<Uint8Array>, consumer: number): void => {
  const words = wordsOf(buffer);
  if (lengthOf(words, ITEMS) === 0) {
    push(words, HUNGRY, consumer);
    return;
  }
  give(consumer, shift(words, ITEMS));
  if (lengthOf(words, BLOCKED) === 0) return;
  const producer = shift(words, BLOCKED);
  push(words, ITEMS, shift(words, BLOCKED));
  goOn(producer);
});

const boc = async (size: Size): Promise<number> => {
  const buffer = cown(new Uint8Array(BYTES));
  const producers = Array.from({ length: size.producers }, () => cown(0));
  const consumers = Array.from({ length: size.consumers }, () => cown(0));
  noticeSeed({ 'bounded buffer': { size, buffer, producers, consumers } satisfies Parts });
  for (let consumer = 0; consumer < size.consumers; consumer += 1) when(buffer).post(take, consumer);
  for (const [index, producer] of producers.entries()) when(producer).post(produce, index);
  await quiesce();
  return consumers.reduce((total, sum) => total + sum.take(), 0);
};

// As actors.

type ToManager =
  | { readonly kind: 'put'; readonly producer: number; readonly item: number }
  | { readonly kind: 'take'; readonly consumer: number; readonly value: number };

const producerActor = actor(
  import.meta.url,
  'producer',
  (self, producer: number, cost: number, manager: Address) => {
    let made = 0;
    return () => {
      const item = itemOf(producer, made, cost);
      made += 1;
      self.send(manager, { kind: 'put', producer, item } satisfies ToManager);
    };
  },
);

const consumerActor = actor(
  import.meta.url,
  'consumer',
  (self, consumer: number, cost: number, manager: Address) => (item: number) => {
    const value = valueOf(item, cost);
    self.send(manager, { kind: 'take', consumer, value } satisfies ToManager);
  },
);

const managerActor = actor(import.meta.url, 'manager', (self, size: Size) => {
  const items: number[] = [];
  const blocked: { readonly producer: number; readonly item: number }[] = [];
  const hungry: number[] = [];
  const producers = Array.from({ length: size.producers }, (_, index) =>
    self.create(producerActor, index, size.produceCost, self.address),
  );
  const consumers = Array.from({ length: size.consumers }, (_, index) =>
    self.create(consumerActor, index, size.consumeCost, self.address),
  );
  const left = producers.map(() => size.items);
  let missing = size.producers * size.items;
  let sum = 0;
  const order = (producer: number): void => {
    const rest = left[producer] ?? 0;
    if (rest === 0) return;
    left[producer] = rest - 1;
    self.send(producers[producer] ?? 0, undefined);
  };
  hungry.push(...consumers.keys());
  for (const producer of producers.keys()) order(producer);
  return (message: ToManager) => {
    if (message.kind === 'put') {
      const consumer = hungry.shift();
      if (consumer !== undefined) self.send(consumers[consumer] ?? 0, message.item);
      else if (items.length < size.capacity) items.push(message.item);
      else {
        blocked.push(message);
        return;
      }
      order(message.producer);
      return;
    }
    sum += message.value;
    missing -= 1;
    if (missing === 0) {
      self.finish(sum);
      return;
    }
    const item = items.shift();
    if (item === undefined) {
      hungry.push(message.consumer);
      return;
    }
    self.send(consumers[message.consumer] ?? 0, item);
    const next = blocked.shift();
    if (next === undefined) return;
    items.push(next.item);
    order(next.producer);
  };
});

export const boundedBuffer = savina<Size>({
  name: 'bounded-buffer',
  about: 'a buffer for 50, 40 producers of 1,000 items, 40 consumers',
  module: import.meta.url,
  size: (scale) => ({
    capacity: 50,
    producers: 40,
    consumers: 40,
    items: scaled(1000, scale, 2),
    produceCost: 25,
    consumeCost: 25,
  }),
  operations: ({ producers, items }) => producers * items,
  unit: 'items',
  expected: ({ producers, items, produceCost, consumeCost }) => {
    let sum = 0;
    for (let producer = 0; producer < producers; producer += 1)
      for (let made = 0; made < items; made += 1)
        sum += valueOf(itemOf(producer, made, produceCost), consumeCost);
    return sum;
  },
  boc,
  root: managerActor,
});
