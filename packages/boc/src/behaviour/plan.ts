import { type HasSlot, share, SLOT } from '../cown/identity.ts';
import { BocError } from '../errors/errors.ts';
import { READ, WRITE } from './record.ts';
import type { Asked, One, Read } from './when.ts';

/** The first `requests` slots in ascending order, each once, a writing wish before a reading one; and for each parameter its place among them, `words` words. */
export type Plan = {
  requests: number;
  slots: Int32Array;
  modes: Int32Array;
  words: number;
  shape: Int32Array;
};

const isRead = (one: One): one is Read<unknown> => 'kind' in one;

const refuse = (of: unknown): BocError =>
  new BocError('BOC_NOT_A_COWN', `when takes cowns, read(cown) and arrays of them, not ${typeof of}`);

/** The cown of a wish; what is no cown is told. */
const cownOf = (one: One, reads: boolean): HasSlot => {
  const of: unknown = reads ? (one as Read<unknown>).of : one;
  const slot = (of as Partial<HasSlot> | null | undefined)?.[SLOT];
  if (slot === undefined) throw refuse(of);
  share(of as HasSlot);
  return of as HasSlot;
};

/** Up to so many, looking along a list takes less than a map does. */
const FEW = 16;

/** Used again by every call: most plans are small, and made as often as anything here. */
const few: Plan = {
  requests: 0,
  slots: new Int32Array(FEW),
  modes: new Int32Array(FEW),
  words: 0,
  shape: new Int32Array(FEW * 2),
};

/** Puts a slot into its place among those already there; a writing wish wins. */
const insert = (one: One): number => {
  if (typeof one !== 'object' || one === null) throw refuse(one);
  const reads = isRead(one);
  const slot = cownOf(one, reads)[SLOT];
  const { slots, modes, requests } = few;
  let at = requests;
  while (at > 0 && (slots[at - 1] ?? 0) > slot) at -= 1;
  if (at > 0 && slots[at - 1] === slot) {
    if (!reads) modes[at - 1] = WRITE;
    return slot;
  }
  for (let after = requests; after > at; after -= 1) {
    slots[after] = slots[after - 1] ?? 0;
    modes[after] = modes[after - 1] ?? 0;
  }
  slots[at] = slot;
  modes[at] = reads ? READ : WRITE;
  few.requests = requests + 1;
  return slot;
};

const placeIn = ({ slots, requests }: Plan, slot: number): number => {
  for (let place = 0; place < requests; place += 1) if (slots[place] === slot) return place;
  return 0;
};

const planFew = (asked: readonly Asked[]): Plan => {
  const { shape } = few;
  few.requests = 0;
  let words = 0;
  // The parameters by slot first, each group after minus its length and one: places are known when all are there.
  for (const item of asked) {
    if (Array.isArray(item)) {
      const group = item as readonly One[];
      shape[words] = -(group.length + 1);
      words += 1;
      for (const one of group) {
        shape[words] = insert(one);
        words += 1;
      }
    } else {
      shape[words] = insert(item as One);
      words += 1;
    }
  }
  for (let at = 0; at < words; at += 1) {
    const slot = shape[at] ?? 0;
    if (slot >= 0) shape[at] = placeIn(few, slot);
  }
  few.words = words;
  return few;
};

/** The same in n log n: groups may have thousands of cowns. */
const planMany = (asked: readonly Asked[]): Plan => {
  const modes = new Map<number, number>();
  const slotOf = (one: One): number => {
    if (typeof one !== 'object' || one === null) throw refuse(one);
    const reads = isRead(one);
    const slot = cownOf(one, reads)[SLOT];
    if (modes.get(slot) !== WRITE) modes.set(slot, reads ? READ : WRITE);
    return slot;
  };
  const shape = asked.flatMap((item) =>
    Array.isArray(item)
      ? [-(item.length + 1), ...(item as readonly One[]).map(slotOf)]
      : [slotOf(item as One)],
  );
  const slots = [...modes.keys()].toSorted((a, b) => a - b);
  const places = new Map(slots.map((slot, place) => [slot, place]));
  return {
    requests: slots.length,
    slots: Int32Array.from(slots),
    modes: Int32Array.from(slots, (slot) => modes.get(slot) ?? WRITE),
    words: shape.length,
    shape: Int32Array.from(shape, (slot) => (slot < 0 ? slot : (places.get(slot) ?? 0))),
  };
};

/**
 * What is asked for, as a record has it. Holds until the next call.
 *
 * @throws BocError `BOC_NOT_A_COWN`.
 */
export const plan = (asked: readonly Asked[]): Plan => {
  let wishes = 0;
  for (const item of asked) wishes += Array.isArray(item) ? item.length : 1;
  return wishes <= FEW && asked.length <= FEW ? planFew(asked) : planMany(asked);
};
