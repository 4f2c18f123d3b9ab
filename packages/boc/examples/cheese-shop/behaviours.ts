import { behaviour, type Held, registerClass } from '@custody/boc';

export type Shelf = Map<string, number>;

/** A class of error that arrives as itself, because both sides know it by name. */
export class SoldOut extends Error {
  readonly cheese: string;

  constructor(cheese: string) {
    super(`I'm afraid we are fresh out of ${cheese}, sir.`);
    this.cheese = cheese;
  }
}
registerClass('cheese-shop/SoldOut', SoldOut);

/** One piece over the counter: from the shelf, and into the till. */
export const buy = behaviour(
  import.meta.url,
  'buy',
  (shelf: Held<Shelf>, till: Held<number>, cheese: string, price: number): string => {
    const left = shelf.value.get(cheese) ?? 0;
    if (left === 0) throw new SoldOut(cheese);
    shelf.value.set(cheese, left - 1);
    till.value += price;
    return `${cheese}: there you are, sir.`;
  },
);
