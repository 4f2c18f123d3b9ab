import { BocError } from '../errors/errors.ts';

/** Where a tree is written: bytes that grow, the cowns met on the way, and the objects met, for cycles. */
export type Writer = {
  bytes: Buffer<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  at: number;
  readonly cowns: number[];
  readonly seen: object[];
  index: Map<object, number> | undefined;
  depth: number;
  readonly path: (string | number)[];
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
    index: undefined,
    depth: 0,
    path: [],
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
  writer.at = 0;
  writer.cowns.length = 0;
  writer.seen.length = 0;
  writer.index = undefined;
  writer.depth = 0;
  writer.path.length = 0;
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
  const { seen } = writer;
  const known = writer.index === undefined ? seen.indexOf(object) : (writer.index.get(object) ?? -1);
  if (known >= 0) return known;
  if (writer.index !== undefined) writer.index.set(object, seen.length);
  else if (seen.length >= SEARCHED) {
    writer.index = new Map(seen.map((met, index) => [met, index]));
    writer.index.set(object, seen.length);
  }
  seen.push(object);
  return -1;
};
