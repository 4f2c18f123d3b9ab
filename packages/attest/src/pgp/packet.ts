import { Malformed } from '../der/read.ts';
import { reader, type Reader } from './reader.ts';

/** One packet: its type and its body (RFC 9580, 4). */
export type Packet = { readonly type: number; readonly body: Buffer };

export const PACKET = {
  signature: 2,
  publicKey: 6,
  marker: 10,
  trust: 12,
  userId: 13,
  publicSubkey: 14,
  userAttribute: 17,
  padding: 21,
} as const;

const MAX_PACKETS = 100_000;

const newLength = (from: Reader): number => {
  const first = from.uint(1);
  if (first < 192) return first;
  if (first < 224) return ((first - 192) << 8) + from.uint(1) + 192;
  // Keys and signatures are never written in parts (4.2.1.4).
  if (first < 255) throw new Malformed('OpenPGP: a length in parts');
  return from.uint(4);
};

const oldLength = (from: Reader, kind: number): number => {
  if (kind === 3) throw new Malformed('OpenPGP: a packet of no stated length');
  return from.uint(2 ** kind);
};

/** Takes a sequence of packets apart. Throws Malformed. */
export const readPackets = (bytes: Uint8Array): readonly Packet[] => {
  const from = reader(bytes);
  const found: Packet[] = [];
  while (from.left() > 0) {
    const tag = from.uint(1);
    if ((tag & 0x80) === 0) throw new Malformed('OpenPGP: no packet where one should start');
    const old = (tag & 0x40) === 0;
    const type = old ? (tag >> 2) & 0xf : tag & 0x3f;
    const length = old ? oldLength(from, tag & 3) : newLength(from);
    found.push({ type, body: from.take(length) });
    if (found.length > MAX_PACKETS) throw new Malformed(`OpenPGP: more than ${MAX_PACKETS} packets`);
  }
  return found;
};
