import { array, assert, constantFrom, nat, oneof, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { cown, read } from '../index.ts';
import { SLOT } from '../cown/identity.ts';
import { plan } from './plan.ts';
import { READ, WRITE } from './record.ts';
import type { Asked, One } from './when.ts';

const cowns = Array.from({ length: 40 }, (_, n) => cown(n));
const wish = record({ at: nat(cowns.length - 1), reads: constantFrom(true, false) });
type Wish = { readonly at: number; readonly reads: boolean };

const slotAt = (at: number): number => cowns[at]?.[SLOT] ?? 0;
const one = ({ at, reads }: Wish): One => {
  const of = cowns[at] ?? cown(0);
  return reads ? read(of) : of;
};

/** The same by looking at everything for everything. */
const slowly = (asked: readonly (Wish | readonly Wish[])[]): unknown => {
  const wishes = asked.flat() as readonly Wish[];
  const slots = [...new Set(wishes.map(({ at }) => slotAt(at)))].sort((a, b) => a - b);
  const place = ({ at }: Wish): number => slots.indexOf(slotAt(at));
  return {
    slots,
    modes: slots.map((slot) =>
      wishes.some(({ at, reads }) => slotAt(at) === slot && !reads) ? WRITE : READ,
    ),
    shape: asked.flatMap((item) =>
      Array.isArray(item)
        ? [-(item.length + 1), ...(item as readonly Wish[]).map(place)]
        : [place(item as Wish)],
    ),
  };
};

test('a plan has each cown once, in order, a writing wish first; and each parameter its place', () => {
  assert(
    property(array(oneof(wish, array(wish, { maxLength: 30 })), { maxLength: 30 }), (asked) => {
      const given = asked.map(
        (item): Asked => (Array.isArray(item) ? (item as readonly Wish[]).map(one) : one(item as Wish)),
      );
      const { requests, slots, modes, words, shape } = plan(given);
      expect({
        slots: [...slots.subarray(0, requests)],
        modes: [...modes.subarray(0, requests)],
        shape: [...shape.subarray(0, words)],
      }).toEqual(slowly(asked));
    }),
  );
});

test.each([1, 17])('what is no cown is told, also as the last of %i', (wishes) => {
  const asked = [...cowns.slice(0, wishes - 1), {}] as unknown as readonly Asked[];
  expect(() => plan(asked)).toThrow(expect.objectContaining({ code: 'BOC_NOT_A_COWN' }));
});
