/** Cigarette smokers: an arbiter picks one of 200 smokers, and the next one as soon as that has begun. */
import { behaviour, type Cown, cown, type Held, quiesce, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { busy } from '../harness/busy.ts';
import { scaled } from '../harness/measure.ts';
import { below, nextRandom } from '../harness/random.ts';
import { savina } from './savina.ts';

type Size = { readonly rounds: number; readonly smokers: number };

/** Whose turn it is, and how long they smoke. */
const pick = (
  before: number,
  smokers: number,
): { readonly who: number; readonly puffs: number; readonly state: number } => {
  const state = nextRandom(before);
  return { who: below(state, smokers), puffs: 1000 + (state & 1023), state };
};

// As behaviours.

/** The table knows the smokers; who smokes does so beside the others, while the arbiter picks on. */
const puff = behaviour(import.meta.url, 'puff', (smoker: Held<number>, puffs: number): void => {
  smoker.value += busy(puffs);
});

const arbitrate = behaviour(
  import.meta.url,
  'arbitrate',
  (turn: Held<number>, smokers: readonly Cown<number>[], rounds: number): void => {
    for (let left = rounds; left > 0; left -= 1) {
      const { who, puffs, state } = pick(turn.value, smokers.length);
      turn.value = state;
      const smoker = smokers[who];
      if (smoker !== undefined) when(smoker).post(puff, puffs);
    }
  },
);

const boc = async ({ rounds, smokers }: Size): Promise<number> => {
  const all = Array.from({ length: smokers }, () => cown(0));
  when(cown(1)).post(arbitrate, all, rounds);
  await quiesce();
  return all.reduce((sum, smoker) => sum + smoker.take(), 0);
};

// As actors.

type ToSmoker =
  | { readonly kind: 'smoke'; readonly puffs: number; readonly arbiter: Address }
  | { readonly kind: 'report'; readonly arbiter: Address };

const smokerActor = actor(import.meta.url, 'smoker', (self) => {
  let smoked = 0;
  return (message: ToSmoker) => {
    // That it has begun, or what it has smoked.
    self.send(message.arbiter, message.kind === 'report' ? smoked : undefined);
    if (message.kind === 'smoke') smoked += busy(message.puffs);
  };
});

const arbiterActor = actor(import.meta.url, 'arbiter', (self, { rounds, smokers }: Size) => {
  const all = Array.from({ length: smokers }, () => self.create(smokerActor));
  let state = 1;
  let left = rounds;
  let sum = 0;
  let missing = smokers;
  const next = (): void => {
    if (left === 0) {
      for (const smoker of all)
        self.send(smoker, { kind: 'report', arbiter: self.address } satisfies ToSmoker);
      return;
    }
    left -= 1;
    const chosen = pick(state, smokers);
    state = chosen.state;
    const message = { kind: 'smoke', puffs: chosen.puffs, arbiter: self.address } satisfies ToSmoker;
    self.send(all[chosen.who] ?? 0, message);
  };
  next();
  return (smoked: number | undefined) => {
    if (smoked === undefined) {
      next();
      return;
    }
    sum += smoked;
    missing -= 1;
    if (missing === 0) self.finish(sum);
  };
});

export const smokers = savina<Size>({
  name: 'smokers',
  about: '1,000 rounds, 200 smokers',
  module: import.meta.url,
  size: (scale) => ({ rounds: scaled(1000, scale), smokers: 200 }),
  operations: ({ rounds }) => rounds,
  unit: 'rounds',
  expected: (size) => {
    let state = 1;
    let sum = 0;
    for (let left = size.rounds; left > 0; left -= 1) {
      const chosen = pick(state, size.smokers);
      state = chosen.state;
      sum += busy(chosen.puffs);
    }
    return sum;
  },
  boc,
  root: arbiterActor,
});
