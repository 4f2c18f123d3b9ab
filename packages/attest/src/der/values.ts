import { contents, type Der, expectTag, Malformed, TAG } from './read.ts';

/** Dotted decimal. Throws Malformed. */
export const oidOf = (value: Der | undefined): string => {
  const bytes = contents(expectTag(value, TAG.oid, 'an object identifier'));
  if (bytes.length === 0 || bytes.length > 40 || ((bytes.at(-1) ?? 0) & 0x80) !== 0)
    throw new Malformed('DER: an object identifier that cannot be');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytes) {
    if (arc === 0 && byte === 0x80) throw new Malformed('DER: an object identifier not in its shortest form');
    arc = arc * 128 + (byte & 0x7f);
    if (arc > 2 ** 40) throw new Malformed('DER: an object identifier that cannot be');
    if ((byte & 0x80) !== 0) continue;
    if (arcs.length === 0) {
      const top = Math.min(2, Math.floor(arc / 40));
      arcs.push(top, arc - top * 40);
    } else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
};

/** The contents of an INTEGER in its shortest form. Throws Malformed. */
export const integerOf = (value: Der | undefined): Buffer => {
  const bytes = contents(expectTag(value, TAG.integer, 'an integer'));
  const [first, second = 0] = bytes;
  if (first === undefined) throw new Malformed('DER: an empty integer');
  if (bytes.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw new Malformed('DER: an integer not in its shortest form');
  return bytes;
};

/** A small INTEGER that is not negative. Throws Malformed. */
export const smallIntegerOf = (value: Der | undefined): number => {
  const bytes = integerOf(value);
  if (bytes.length > 4 || (bytes[0] ?? 0) >= 0x80) throw new Malformed('DER: a number that cannot be');
  return bytes.readUIntBE(0, bytes.length);
};

/** Throws Malformed. */
export const booleanOf = (value: Der | undefined): boolean => {
  const bytes = contents(expectTag(value, TAG.boolean, 'a boolean'));
  if (bytes.length !== 1 || (bytes[0] !== 0 && bytes[0] !== 0xff))
    throw new Malformed('DER: a boolean that is neither true nor false');
  return bytes[0] === 0xff;
};

/** Whole bytes of a BIT STRING. Throws Malformed. */
export const bitsOf = (value: Der | undefined): Buffer => {
  const bytes = contents(expectTag(value, TAG.bitString, 'a bit string'));
  if (bytes[0] !== 0) throw new Malformed('DER: a bit string that does not end at a byte');
  return bytes.subarray(1);
};

/** The named bits of a BIT STRING that are set, by number (bit 0 first). Throws Malformed. */
export const namedBitsOf = (value: Der | undefined): ReadonlySet<number> => {
  const bytes = contents(expectTag(value, TAG.bitString, 'a bit string'));
  const [unused, ...rest] = bytes;
  if (unused === undefined || unused > 7 || rest.length > 4)
    throw new Malformed('DER: a bit string that cannot be');
  const set = new Set<number>();
  for (const [index, byte] of rest.entries())
    for (let bit = 0; bit < 8; bit += 1) if ((byte & (0x80 >> bit)) !== 0) set.add(index * 8 + bit);
  return set;
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Throws Malformed where the bytes are not UTF-8. */
export const utf8Of = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Malformed('a text that is not UTF-8');
  }
};

/** Printable ASCII (IA5String as certificates use it). Throws Malformed. */
export const asciiOf = (bytes: Uint8Array): string => {
  for (const byte of bytes)
    if (byte < 0x20 || byte > 0x7e) throw new Malformed('a text that is not printable ASCII');
  return Buffer.from(bytes).toString('latin1');
};
