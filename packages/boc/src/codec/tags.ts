/** How a cown's value stands in its slot: by itself in the two value words, or as a blob. */
export const TAG_UNDEFINED = 0;
export const TAG_NULL = 1;
export const TAG_FALSE = 2;
export const TAG_TRUE = 3;
export const TAG_INT = 4;
export const TAG_FLOAT = 5;
/** An encoded tree in a blob. */
export const TAG_TREE = 6;
/** Bytes in a blob, seen in place by whoever holds the cown. */
export const TAG_BYTES = 7;
/** The value lives on the main thread. */
export const TAG_PINNED = 8;

/** First byte of each node of an encoded tree. */
export const NODE = {
  undefined: 0,
  null: 1,
  true: 2,
  false: 3,
  int: 4,
  float: 5,
  latin: 6,
  wide: 7,
  array: 8,
  shaped: 9,
  object: 10,
  bare: 11,
  map: 12,
  set: 13,
  date: 14,
  bigint: 15,
  again: 16,
  typed: 17,
  buffer: 18,
  pattern: 19,
  error: 20,
  cown: 21,
  instance: 22,
  hole: 23,
  url: 24,
} as const;

/** Views of bytes, in the order of their numbers. */
export const TYPED = [
  'Uint8Array',
  'Int8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'DataView',
  'Buffer',
] as const;

/** Nesting beyond this is refused, on both sides: the stack is finite. */
export const DEEPEST = 1000;

/** A shape of more keys, or longer ones, is written out; so is every shape after so many: the log of shapes never shrinks. */
export const SHAPE_KEYS = 32;
export const SHAPE_CHARACTERS = 512;
export const MOST_SHAPES = 2048;

/** Byte arrays of this size and more are shared in place. */
export const SHARED_BYTES = 4096;
