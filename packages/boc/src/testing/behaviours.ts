import { behaviour, type Cown, type Held, read, type Seen, when } from '../index.ts';

const url = import.meta.url;

export const increment = behaviour(url, 'increment', (counter: Held<number>, by: number) => {
  counter.value += by;
  return counter.value;
});

export const nothing = behaviour(url, 'nothing', () => {});

export const throwing = behaviour(url, 'throwing', (counter: Held<number>, message: string): number => {
  counter.value += 1;
  throw Object.assign(new RangeError(message, { cause: new TypeError('deep') }), { detail: { n: 7 } });
});

export const transfer = behaviour(
  url,
  'transfer',
  (from: Held<{ balance: number }>, to: Held<{ balance: number }>, amount: number) => {
    if (from.value.balance < amount) return false;
    from.value.balance -= amount;
    to.value.balance += amount;
    return true;
  },
);

export const sum = behaviour(url, 'sum', (group: readonly Held<number>[]) =>
  group.reduce((total, { value }) => total + value, 0),
);

export const look = behaviour(url, 'look', (seen: Seen<number>) => seen.value);

export const chain = behaviour(url, 'chain', (counter: Held<number>, left: number): void => {
  counter.value += 1;
  if (left > 0) when(counter).post(chain, left - 1);
});

export const nested = behaviour(url, 'nested', (a: Held<number>, b: Cown<number>) => {
  a.value += 1;
  return when(b, read(a)).run(addFrom);
});

export const addFrom = behaviour(url, 'addFrom', (b: Held<number>, a: Seen<number>) => {
  b.value += a.value;
  return b.value;
});

export const append = behaviour(url, 'append', (list: Held<number[]>, n: number) => {
  list.value.push(n);
});

export const changeRead = behaviour(url, 'changeRead', (seen: Seen<number>) => {
  (seen as { value: number }).value = 9;
});

export const both = behaviour(url, 'both', (a: Held<number>, b: Held<number>) => {
  a.value += 1;
  b.value += 1;
});
