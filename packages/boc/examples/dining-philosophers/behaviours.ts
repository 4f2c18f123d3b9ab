import { behaviour, type Held, when } from '@custody/boc';

export type Fork = { uses: number };
export type Philosopher = { readonly name: string; hunger: number };

/** A bite with both forks; then the philosopher asks for them again. Which fork is named first does not matter. */
export const eat = behaviour(
  import.meta.url,
  'eat',
  (philosopher: Held<Philosopher>, left: Held<Fork>, right: Held<Fork>): void => {
    left.value.uses += 1;
    right.value.uses += 1;
    philosopher.value.hunger -= 1;
    if (philosopher.value.hunger > 0) when(philosopher, left, right).post(eat);
  },
);
