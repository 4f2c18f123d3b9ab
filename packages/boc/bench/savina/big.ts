/** Big: everybody calls somebody at random, and waits for the answer. As behaviours a call is a moment in which both are there. */
import {
  behaviour,
  type Cown,
  cown,
  type Held,
  noticeDelete,
  noticeRead,
  noticeSeed,
  quiesce,
  when,
} from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { below, nextRandom } from '../harness/random.ts';
import { savina } from './savina.ts';

type Size = { readonly calls: number; readonly members: number };

/** Anybody but oneself. */
const otherThan = (own: number, state: number, members: number): number =>
  (own + 1 + below(state, members - 1)) % members;

// As behaviours.

type Member = { readonly number: number; state: number; made: number; taken: number };

const call = behaviour(
  import.meta.url,
  'call',
  (caller: Held<Member>, called: Held<Member>, calls: number): void => {
    caller.value.made += 1;
    called.value.taken += 1;
    if (caller.value.made < calls) callNext(caller, caller.value, calls);
  },
);

const callNext = (caller: Held<Member> | Cown<Member>, member: Member, calls: number): void => {
  const all = noticeRead<readonly Cown<Member>[]>('members') ?? [];
  member.state = nextRandom(member.state);
  const called = all[otherThan(member.number, member.state, all.length)];
  if (called !== undefined) when(caller, called).post(call, calls);
};

const begin = behaviour(import.meta.url, 'begin', (caller: Held<Member>, calls: number): void => {
  callNext(caller, caller.value, calls);
});

const boc = async ({ calls, members }: Size): Promise<readonly number[]> => {
  const all = Array.from({ length: members }, (_, number) =>
    cown<Member>({ number, state: number, made: 0, taken: 0 }),
  );
  noticeSeed({ members: all });
  for (const member of all) when(member).post(begin, calls);
  await quiesce();
  noticeDelete('members');
  return all.map((member) => member.take().taken);
};

// As actors.

type ToMember =
  | { readonly kind: 'start'; readonly all: readonly Address[]; readonly sink: Address }
  | { readonly kind: 'ping'; readonly from: Address }
  | { readonly kind: 'pong' }
  | { readonly kind: 'report'; readonly sink: Address };
type ToSink =
  | { readonly kind: 'done' }
  | { readonly kind: 'taken'; readonly number: number; readonly taken: number };

const memberActor = actor(import.meta.url, 'member', (self, number: number, calls: number) => {
  let all: readonly Address[] = [];
  let sink: Address = 0;
  let state = number;
  let made = 0;
  let taken = 0;
  const callOne = (): void => {
    state = nextRandom(state);
    made += 1;
    const other = all[otherThan(number, state, all.length)] ?? 0;
    self.send(other, { kind: 'ping', from: self.address } satisfies ToMember);
  };
  return (message: ToMember) => {
    switch (message.kind) {
      case 'start':
        ({ all, sink } = message);
        callOne();
        return;
      case 'ping':
        taken += 1;
        self.send(message.from, { kind: 'pong' } satisfies ToMember);
        return;
      case 'pong':
        if (made < calls) callOne();
        else self.send(sink, { kind: 'done' } satisfies ToSink);
        return;
      case 'report':
        self.send(message.sink, { kind: 'taken', number, taken } satisfies ToSink);
    }
  };
});

const sinkActor = actor(import.meta.url, 'sink', (self, { calls, members }: Size) => {
  const all = Array.from({ length: members }, (_, number) => self.create(memberActor, number, calls));
  const tellAll = (message: ToMember): void => {
    for (const member of all) self.send(member, message);
  };
  tellAll({ kind: 'start', all, sink: self.address });
  const taken: number[] = [];
  let busy = members;
  let missing = members;
  return (message: ToSink) => {
    if (message.kind === 'done') {
      busy -= 1;
      if (busy === 0) tellAll({ kind: 'report', sink: self.address });
      return;
    }
    taken[message.number] = message.taken;
    missing -= 1;
    if (missing === 0) self.finish(taken);
  };
});

const expected = ({ calls, members }: Size): readonly number[] => {
  const taken = Array.from({ length: members }, () => 0);
  for (let number = 0; number < members; number += 1) {
    let state = number;
    for (let left = calls; left > 0; left -= 1) {
      state = nextRandom(state);
      const other = otherThan(number, state, members);
      taken[other] = (taken[other] ?? 0) + 1;
    }
  }
  return taken;
};

export const big = savina<Size>({
  name: 'big',
  about: '120 members, 20,000 calls each',
  module: import.meta.url,
  size: (scale) => ({ calls: scaled(20_000, scale), members: 120 }),
  operations: ({ calls, members }) => calls * members,
  unit: 'calls',
  expected,
  boc,
  root: sinkActor,
});
