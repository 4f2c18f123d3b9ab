import { BocError } from '../errors/errors.ts';

/** Where a tree is written: bytes that grow, the cowns met on the way, and the objects met, for cycles. */
export type Writer = {
  bytes: Buffer<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  at: number;
  readonly cowns: number[];
  /** The first `met` of these; what stands behind them is left over. */
  readonly seen: (object | undefined)[];
  met: number;
  index: Map<object, number> | undefined;
  depth: number;
  /** The way to the node being written: the first `steps` of these. */
  readonly path: (string | number)[];
  steps: number;
};

/** So many objects are searched one by one before a map is made: most values have fewer. */
const SEARCHED = 12;
const MOST_BYTES = 0x4000_0000;

const newWriter = (): Writer => {
  const bytes = Buffer.alloc(4096);
  return {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
    cowns: [],
    seen: [],
    met: 0,
    index: undefined,
    depth: 0,
    path: [],
    steps: 0,
  };
};

let spare: Writer | undefined;

/** A writer, reused where possible: a class's own `encode` may need a second one meanwhile. */
export const takeWriter = (): Writer => {
  const writer = spare ?? newWriter();
  spare = undefined;
  return writer;
};

export const giveWriter = (writer: Writer): void => {
  // A single huge value must not keep its bytes for ever.
  if (writer.bytes.length > 1 << 20) return;
  const { cowns, seen, met } = writer;
  writer.at = 0;
  // Emptying an array gives up its room, and is a slow step by itself: only what must not stay is taken out.
  if (cowns.length > 0) cowns.length = 0;
  if (met > SEARCHED) {
    seen.length = 0;
    writer.path.length = 0;
    writer.index = undefined;
  } else for (let index = 0; index < met; index += 1) seen[index] = undefined;
  writer.met = 0;
  writer.depth = 0;
  writer.steps = 0;
  spare = writer;
};

export const reserve = (writer: Writer, bytes: number): void => {
  const needed = writer.at + bytes;
  if (needed <= writer.bytes.length) return;
  if (needed > MOST_BYTES)
    throw new BocError('BOC_UNENCODABLE', `a value of more than ${MOST_BYTES} bytes when encoded`);
  const grown = Buffer.alloc(Math.min(Math.max(needed, writer.bytes.length * 2), MOST_BYTES));
  grown.set(writer.bytes.subarray(0, writer.at));
  writer.bytes = grown;
  writer.view = new DataView(grown.buffer, grown.byteOffset, grown.byteLength);
};

export const putByte = (writer: Writer, byte: number): void => {
  if (writer.at >= writer.bytes.length) reserve(writer, 1);
  writer.bytes[writer.at] = byte;
  writer.at += 1;
};

/** An unsigned number below 2^32, seven bits at a time. */
export const putCount = (writer: Writer, value: number): void => {
  if (writer.at + 5 > writer.bytes.length) reserve(writer, 5);
  const { bytes } = writer;
  let rest = value >>> 0;
  while (rest > 0x7f) {
    bytes[writer.at] = (rest & 0x7f) | 0x80;
    writer.at += 1;
    rest >>>= 7;
  }
  bytes[writer.at] = rest;
  writer.at += 1;
};

/** The number an object was given when first met, or -1: then it has one now. */
export const meet = (writer: Writer, object: object): number => {
  const { seen, met } = writer;
  let { index } = writer;
  if (index === undefined) {
    for (let at = 0; at < met; at += 1) if (seen[at] === object) return at;
    if (met >= SEARCHED) {
      index = new Map();
      for (let at = 0; at < met; at += 1) index.set(seen[at] ?? {}, at);
      writer.index = index;
    }
  } else {
    const known = index.get(object);
    if (known !== undefined) return known;
  }
  index?.set(object, met);
  seen[met] = object;
  writer.met = met + 1;
  return -1;
};

/** Forgets what was met from `met` on: it is not written after all. */
export const unmeet = (writer: Writer, met: number): void => {
  for (let at = met; at < writer.met; at += 1) {
    writer.index?.delete(writer.seen[at] ?? {});
    writer.seen[at] = undefined;
  }
  writer.met = met;
};

/** One step further down, to the node under a key. */
export const goTo = (writer: Writer, step: string | number): void => {
  writer.path[writer.steps] = step;
  writer.steps += 1;
};
