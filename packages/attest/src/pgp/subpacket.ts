import { Malformed } from '../der/read.ts';
import { reader } from './reader.ts';

/** What the subpackets of a signature say (RFC 9580, 5.2.3.7). All but the issuer come from the hashed area alone. */
export type Subpackets = {
  /** Milliseconds since 1970. */
  readonly created: number | undefined;
  /** Milliseconds after the signature, and after the key, was made; absent: never. */
  readonly expires: number | undefined;
  readonly keyExpires: number | undefined;
  readonly keyFlags: number | undefined;
  readonly revocationReason: number | undefined;
  /** Lower-case hex; hints only. */
  readonly issuerKeyIds: readonly string[];
  readonly issuerFingerprints: readonly string[];
  /** Bodies of signature packets. */
  readonly embedded: readonly Buffer[];
  /** A subpacket that must be understood and is not: the signature says something that nobody here knows. */
  readonly unknownCritical: number | undefined;
};

const KNOWN = new Set([
  2, 3, 4, 5, 6, 7, 9, 11, 12, 16, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 39,
]);

type Raw = { readonly type: number; readonly critical: boolean; readonly content: Buffer };

const split = (area: Buffer): readonly Raw[] => {
  const from = reader(area);
  const found: Raw[] = [];
  while (from.left() > 0) {
    const first = from.uint(1);
    const length =
      first < 192 ? first : first < 255 ? ((first - 192) << 8) + from.uint(1) + 192 : from.uint(4);
    if (length === 0) throw new Malformed('OpenPGP: an empty subpacket');
    const body = from.take(length);
    const tag = body[0] ?? 0;
    found.push({ type: tag & 0x7f, critical: (tag & 0x80) !== 0, content: body.subarray(1) });
  }
  return found;
};

const seconds = (content: Buffer | undefined): number | undefined => {
  if (content === undefined) return undefined;
  if (content.length !== 4) throw new Malformed('OpenPGP: a time of the wrong length');
  return content.readUInt32BE() * 1000;
};

/** A duration of zero is none. */
const duration = (content: Buffer | undefined): number | undefined => {
  const found = seconds(content);
  return found === 0 ? undefined : found;
};

/** Reads both areas. Throws Malformed; of one kind twice in the hashed area, the last one counts, as everywhere. */
export const readSubpackets = (hashedArea: Buffer, unhashedArea: Buffer): Subpackets => {
  const hashed = split(hashedArea);
  const all = [...hashed, ...split(unhashedArea)];
  const last = (type: number): Buffer | undefined => hashed.findLast((each) => each.type === type)?.content;
  const contents = (type: number): readonly Buffer[] =>
    all.filter((each) => each.type === type).map(({ content }) => content);
  return {
    created: seconds(last(2)),
    expires: duration(last(3)),
    keyExpires: duration(last(9)),
    keyFlags: last(27)?.[0] ?? (last(27) === undefined ? undefined : 0),
    revocationReason: last(29)?.[0],
    issuerKeyIds: contents(16).map((each) => each.toString('hex')),
    issuerFingerprints: contents(33).map((each) => each.subarray(1).toString('hex')),
    // The binding's other half proves itself; which area holds it is no matter.
    embedded: contents(32),
    // Notations are known to nobody here, so a critical one is not understood.
    unknownCritical: hashed.find(({ type, critical }) => critical && !KNOWN.has(type))?.type,
  };
};
