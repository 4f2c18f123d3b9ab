/** Thread ring: a token goes round. Like ping pong, with many hands. */
import { behaviour, type Cown, cown, type Held, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

type Size = { readonly members: number; readonly hops: number };

// As behaviours.

/** A member knows the next one: cowns may lie in the values of cowns. The first learns it last, as a ring cannot be made otherwise. */
type Member = { readonly number: number; next: Cown<Member> | undefined };

const close = behaviour(import.meta.url, 'close', (last: Held<Member>, first: Cown<Member>): void => {
  last.value.next = first;
});

const pass = behaviour(
  import.meta.url,
  'pass',
  (member: Held<Member>, left: number, arrived: Cown<number>): void => {
    const { number, next } = member.value;
    if (left > 0 && next !== undefined) when(next).post(pass, left - 1, arrived);
    else when(arrived).post(arrive, number);
  },
);

const arrive = behaviour(import.meta.url, 'arrive', (arrived: Held<number>, number: number): void => {
  arrived.value = number;
});

const boc = async ({ members, hops }: Size): Promise<number> => {
  const last = cown<Member>({ number: members - 1, next: undefined });
  let first = last;
  for (let number = members - 2; number >= 0; number -= 1) first = cown<Member>({ number, next: first });
  const arrived = cown(-1);
  when(last).post(close, first);
  when(first).post(pass, hops, arrived);
  await quiesce();
  return await arrived.get();
};

// As actors.

type ToMember =
  | { readonly kind: 'close'; readonly next: Address }
  | { readonly kind: 'token'; readonly left: number };

const memberActor = actor(
  import.meta.url,
  'member',
  (self, number: number, following: Address | undefined, ring: Address) => {
    let next = following;
    return (message: ToMember) => {
      if (message.kind === 'close') next = message.next;
      else if (message.left === 0 || next === undefined) self.send(ring, number);
      else self.send(next, { kind: 'token', left: message.left - 1 } satisfies ToMember);
    };
  },
);

const ringActor = actor(import.meta.url, 'ring', (self, { members, hops }: Size) => {
  const last = self.create(memberActor, members - 1, undefined, self.address);
  let first = last;
  for (let number = members - 2; number >= 0; number -= 1)
    first = self.create(memberActor, number, first, self.address);
  self.send(last, { kind: 'close', next: first } satisfies ToMember);
  self.send(first, { kind: 'token', left: hops } satisfies ToMember);
  return (number: number) => {
    self.finish(number);
  };
});

export const threadRing = savina<Size>({
  name: 'thread-ring',
  about: '100,000 hops in a ring of 100',
  module: import.meta.url,
  size: (scale) => ({ members: 100, hops: scaled(100_000, scale) }),
  operations: ({ hops }) => hops,
  unit: 'hops',
  expected: ({ members, hops }) => hops % members,
  boc,
  root: ringActor,
});
