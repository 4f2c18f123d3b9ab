/** Fork-join, throughput: many messages for some dozens of receivers, each with a little work. */
import { behaviour, type Cown, cown, type Held, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

type Size = { readonly messages: number; readonly receivers: number };

/** A little work, which depends on the one before: all of it has to be done, in order. */
const advance = (value: number): number => Math.round(Math.sin(value + 1) ** 2 * 1e6);

// As behaviours.

const work = behaviour(import.meta.url, 'work', (value: Held<number>): void => {
  value.value = advance(value.value);
});

const send = behaviour(
  import.meta.url,
  'send',
  (receivers: readonly Cown<number>[], messages: number): void => {
    for (let left = messages; left > 0; left -= 1)
      for (const receiver of receivers) when(receiver).post(work);
  },
);

const boc = async ({ messages, receivers }: Size): Promise<number> => {
  const all = Array.from({ length: receivers }, () => cown(0));
  when().post(send, all, messages);
  await quiesce();
  return all.reduce((sum, one) => sum + one.take(), 0);
};

// As actors.

const receiverActor = actor(import.meta.url, 'receiver', (self, messages: number, sender: Address) => {
  let value = 0;
  let left = messages;
  return () => {
    value = advance(value);
    left -= 1;
    if (left === 0) self.send(sender, value);
  };
});

const senderActor = actor(import.meta.url, 'sender', (self, { messages, receivers }: Size) => {
  const all = Array.from({ length: receivers }, () => self.create(receiverActor, messages, self.address));
  for (let left = messages; left > 0; left -= 1) for (const receiver of all) self.send(receiver, undefined);
  let sum = 0;
  let missing = receivers;
  return (value: number) => {
    sum += value;
    missing -= 1;
    if (missing === 0) self.finish(sum);
  };
});

export const forkJoinThroughput = savina<Size>({
  name: 'fork-join-throughput',
  about: '10,000 messages for each of 60 receivers',
  module: import.meta.url,
  size: (scale) => ({ messages: scaled(10_000, scale), receivers: 60 }),
  operations: ({ messages, receivers }) => messages * receivers,
  unit: 'messages',
  expected: ({ messages, receivers }) => {
    let value = 0;
    for (let left = messages; left > 0; left -= 1) value = advance(value);
    return value * receivers;
  },
  boc,
  root: senderActor,
});
