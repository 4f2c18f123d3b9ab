import { behaviour, type Held, type Seen } from '@custody/boc';

export type Account = { balance: number };

/** Both accounts at once: nobody ever sees the money in neither, or in both. */
export const transfer = behaviour(
  import.meta.url,
  'transfer',
  (from: Held<Account>, to: Held<Account>, amount: number): void => {
    to.value.balance += amount;
    from.value.balance -= amount;
    if (from.value.balance < 0) throw new RangeError(`${-from.value.balance} missing`);
  },
);

export const total = behaviour(import.meta.url, 'total', (accounts: readonly Seen<Account>[]): number =>
  accounts.reduce((sum, account) => sum + account.value.balance, 0),
);
