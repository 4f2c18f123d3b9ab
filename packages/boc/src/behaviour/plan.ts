import { hasSlot, share, SLOT } from '../cown/identity.ts';
import { BocError } from '../errors/errors.ts';
import { READ, WRITE } from './record.ts';
import type { Asked, One } from './when.ts';

/** Slots in ascending order, each once, a writing wish before a reading one; and for each parameter its place among them. */
export type Plan = {
  readonly slots: readonly number[];
  readonly modes: readonly number[];
  readonly shape: readonly number[];
};

const slotOf = (one: One): number => {
  const of: unknown = one !== null && typeof one === 'object' && 'kind' in one ? one.of : one;
  if (typeof of !== 'object' || of === null || !hasSlot(of))
    throw new BocError('BOC_NOT_A_COWN', `when takes cowns, read(cown) and arrays of them, not ${typeof of}`);
  share(of);
  return of[SLOT];
};
const modeOf = (one: One): number => ('kind' in one ? READ : WRITE);

/** Up to so many, looking along a list takes less than a map does. */
const FEW = 16;

/** Puts a slot into its place among those already there; a writing wish wins. */
const insert = (slots: number[], modes: number[], one: One): number => {
  const slot = slotOf(one);
  const mode = modeOf(one);
  let at = slots.length;
  while (at > 0 && (slots[at - 1] ?? 0) > slot) at -= 1;
  if (at > 0 && slots[at - 1] === slot) {
    if (mode === WRITE) modes[at - 1] = WRITE;
    return slot;
  }
  if (at === slots.length) {
    slots.push(slot);
    modes.push(mode);
  } else {
    slots.splice(at, 0, slot);
    modes.splice(at, 0, mode);
  }
  return slot;
};

/** The parameters by slot, each group after minus its length and one; `add` is told of every wish. */
const shapeOf = (asked: readonly Asked[], add: (one: One) => number): number[] => {
  const shape: number[] = [];
  for (const item of asked) {
    if (Array.isArray(item)) {
      shape.push(-(item.length + 1));
      for (const one of item as readonly One[]) shape.push(add(one));
    } else shape.push(add(item as One));
  }
  return shape;
};

const planFew = (asked: readonly Asked[]): Plan => {
  const slots: number[] = [];
  const modes: number[] = [];
  const shape = shapeOf(asked, (one) => insert(slots, modes, one));
  for (let at = 0; at < shape.length; at += 1) {
    const slot = shape[at] ?? 0;
    if (slot >= 0) shape[at] = slots.indexOf(slot);
  }
  return { slots, modes, shape };
};

/** The same in n log n: groups may have thousands of cowns. */
const planMany = (asked: readonly Asked[]): Plan => {
  const modes = new Map<number, number>();
  const shape = shapeOf(asked, (one) => {
    const slot = slotOf(one);
    if (modes.get(slot) !== WRITE) modes.set(slot, modeOf(one));
    return slot;
  });
  const slots = [...modes.keys()].toSorted((a, b) => a - b);
  const places = new Map(slots.map((slot, place) => [slot, place]));
  return {
    slots,
    modes: slots.map((slot) => modes.get(slot) ?? WRITE),
    shape: shape.map((slot) => (slot < 0 ? slot : (places.get(slot) ?? 0))),
  };
};

/**
 * What is asked for, as a record has it.
 *
 * @throws BocError `BOC_NOT_A_COWN`.
 */
export const plan = (asked: readonly Asked[]): Plan => {
  let wishes = 0;
  for (const item of asked) wishes += Array.isArray(item) ? item.length : 1;
  return wishes <= FEW ? planFew(asked) : planMany(asked);
};
