/** The word of a cown's slot, on its handles and on what bodies receive: how the codec knows a cown without knowing its class. */
export const SLOT: unique symbol = Symbol('boc.cown');

export type HasSlot = { readonly [SLOT]: number };

export const hasSlot = (value: object): value is HasSlot => SLOT in value;

type HandleOf = (slot: number) => object;
let make: HandleOf | undefined;

type Share = (handle: HasSlot) => void;
let note: Share | undefined;

/** Told once by the module that has the class of handles. */
export const setHandleOf = (handleOf: HandleOf): void => {
  make = handleOf;
};

export const setShare = (share: Share): void => {
  note = share;
};

/** A handle (or what a body has) goes into a value: should its cown come back to this thread, it is to be the same handle. */
export const share: Share = (handle) => {
  note?.(handle);
};

/** This thread's handle of a cown; it takes a reference of its own. */
export const handleOf: HandleOf = (slot) => {
  if (make === undefined) throw new Error('cown handles are not there yet');
  return make(slot);
};
