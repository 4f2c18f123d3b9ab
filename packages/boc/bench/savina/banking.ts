/**
 * Banking: transfers between random accounts. A behaviour simply asks for both accounts; actors need a protocol: the debited account asks the other
 * one and lets further debits wait until that has answered.
 */
import { behaviour, type Cown, cown, type Held, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { below, nextRandom } from '../harness/random.ts';
import { savina } from './savina.ts';

type Size = { readonly accounts: number; readonly transfers: number };
type Order = { readonly from: number; readonly to: number; readonly amount: number };

/** The same orders for everybody. */
function* orders({ accounts, transfers }: Size): Generator<Order> {
  let state = 1;
  for (let left = transfers; left > 0; left -= 1) {
    const from = below((state = nextRandom(state)), accounts);
    const step = 1 + below((state = nextRandom(state)), accounts - 1);
    yield { from, to: (from + step) % accounts, amount: 1 + below((state = nextRandom(state)), 100) };
  }
}

/** Who has how much, in one number. */
const digest = (balances: readonly number[]): number =>
  balances.reduce((sum, balance, index) => (Math.imul(sum, 31) + balance * (index + 1)) | 0, 0);

// As behaviours.

const transfer = behaviour(
  import.meta.url,
  'transfer',
  (from: Held<number>, to: Held<number>, amount: number): void => {
    from.value -= amount;
    to.value += amount;
  },
);

const audit = behaviour(import.meta.url, 'audit', (accounts: readonly Held<number>[]): number =>
  digest(accounts.map(({ value }) => value)),
);

/** Schedules everything without waiting for anything; the audit comes after all transfers because it was scheduled after them. */
const teller = behaviour(
  import.meta.url,
  'teller',
  (accounts: readonly Cown<number>[], size: Size): Cown<number> => {
    for (const { from, to, amount } of orders(size)) {
      const [a, b] = [accounts[from], accounts[to]];
      if (a !== undefined && b !== undefined) when(a, b).post(transfer, amount);
    }
    return when(accounts).run(audit);
  },
);

const boc = async (size: Size): Promise<number> => {
  const accounts = Array.from({ length: size.accounts }, () => cown(0));
  const audited = await when().run(teller, accounts, size).get();
  return await audited.get();
};

// As actors.

type ToAccount =
  | { readonly kind: 'debit'; readonly amount: number; readonly to: Address; readonly teller: Address }
  | { readonly kind: 'credit'; readonly amount: number; readonly from: Address }
  | { readonly kind: 'credited' }
  | { readonly kind: 'report'; readonly index: number; readonly teller: Address };
type ToTeller =
  | { readonly kind: 'done' }
  | { readonly kind: 'balance'; readonly index: number; readonly balance: number };

const accountActor = actor(import.meta.url, 'account', (self) => {
  let balance = 0;
  let busyFor: Address | undefined;
  const waiting: Extract<ToAccount, { kind: 'debit' }>[] = [];
  const debit = ({ amount, to, teller: who }: Extract<ToAccount, { kind: 'debit' }>): void => {
    balance -= amount;
    busyFor = who;
    self.send(to, { kind: 'credit', amount, from: self.address } satisfies ToAccount);
  };
  return (message: ToAccount) => {
    switch (message.kind) {
      case 'debit':
        if (busyFor === undefined) debit(message);
        else waiting.push(message);
        return;
      case 'credit':
        balance += message.amount;
        self.send(message.from, { kind: 'credited' } satisfies ToAccount);
        return;
      case 'credited': {
        if (busyFor !== undefined) self.send(busyFor, { kind: 'done' } satisfies ToTeller);
        busyFor = undefined;
        const next = waiting.shift();
        if (next !== undefined) debit(next);
        return;
      }
      case 'report':
        self.send(message.teller, { kind: 'balance', index: message.index, balance } satisfies ToTeller);
    }
  };
});

const tellerActor = actor(import.meta.url, 'teller', (self, size: Size) => {
  const accounts = Array.from({ length: size.accounts }, () => self.create(accountActor));
  for (const { from, to, amount } of orders(size))
    self.send(accounts[from] ?? 0, { kind: 'debit', amount, to: accounts[to] ?? 0, teller: self.address });
  const balances: number[] = [];
  let left = size.transfers;
  let told = 0;
  return (message: ToTeller) => {
    if (message.kind === 'balance') {
      balances[message.index] = message.balance;
      told += 1;
      if (told === size.accounts) self.finish(digest(balances));
      return;
    }
    left -= 1;
    if (left > 0) return;
    for (const [index, account] of accounts.entries())
      self.send(account, { kind: 'report', index, teller: self.address } satisfies ToAccount);
  };
});

const expected = (size: Size): number => {
  const balances = Array.from({ length: size.accounts }, () => 0);
  for (const { from, to, amount } of orders(size)) {
    balances[from] = (balances[from] ?? 0) - amount;
    balances[to] = (balances[to] ?? 0) + amount;
  }
  return digest(balances);
};

export const banking = savina<Size>({
  name: 'banking',
  about: '1,000 accounts, 50,000 transfers',
  module: import.meta.url,
  size: (scale) => ({ accounts: scaled(1000, scale, 2), transfers: scaled(50_000, scale) }),
  operations: ({ transfers }) => transfers,
  unit: 'transfers',
  expected,
  boc,
  root: tellerActor,
});
