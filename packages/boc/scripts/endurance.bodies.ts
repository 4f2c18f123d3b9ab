import { behaviour, type Cown, type Held, when } from '../src/index.ts';

export type Account = { balance: number; moves: number };

/** A cheap source of numbers: which cowns the next behaviour takes depends on it. */
const next = (state: number): number => (Math.imul(state, 1664525) + 1013904223) >>> 0;

let accounts: readonly Cown<Account>[] = [];

/**
 * Moves between two accounts, then schedules the same on two others, until none are left. Each worker keeps handles of all accounts, so that
 * behaviours need not carry them.
 */
export const step = behaviour(
  import.meta.url,
  'step',
  (
    a: Held<Account>,
    b: Held<Account>,
    state: number,
    left: number,
    given: readonly Cown<Account>[] | null,
  ): void => {
    if (given !== null && accounts.length === 0) accounts = given;
    a.value.balance -= 1;
    b.value.balance += 1;
    a.value.moves += 1;
    if (left === 0) return;
    const one = next(state);
    const two = next(one);
    const from = accounts[one % accounts.length];
    const to = accounts[two % accounts.length];
    // A behaviour that comes to a worker without the list goes on with what it has.
    when(from ?? a, from === to ? b : (to ?? b)).post(step, two, left - 1, null);
  },
);
