import { behaviour, type Held } from '@custody/boc';

const slowly = (n: number): number => (n < 2 ? n : slowly(n - 1) + slowly(n - 2));

export const fibonacci = behaviour(import.meta.url, 'fibonacci', slowly);

export const add = behaviour(
  import.meta.url,
  'add',
  (a: Held<number>, b: Held<number>): number => a.value + b.value,
);
