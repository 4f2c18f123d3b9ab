import { behaviour, type Held } from '@custody/boc';

export const increment = behaviour(import.meta.url, 'increment', (counter: Held<number>): void => {
  counter.value += 1;
});

export type Tally = { readonly name: string; count: number };

/** With a state that has to be encoded anew each time, and a result that nobody asks for. */
export const tally = behaviour(import.meta.url, 'tally', (held: Held<Tally>, by: number): Tally => {
  held.value.count += by;
  return held.value;
});
