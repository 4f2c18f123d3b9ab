/** One DER value: where its contents lie in the bytes it was read from. */
export type Der = {
  readonly source: Buffer;
  readonly tag: number;
  /** First byte of the tag, first byte of the contents, first byte after. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
};

/** Thrown inside this package only, and caught where a reader starts: bytes that are not what they should be. */
export class Malformed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Malformed';
  }
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/**
 * Reads the value that starts at `at` (X.690, DER): single-byte tags, definite lengths in their shortest form, nothing beyond `limit`.
 * Throws Malformed.
 */
export const readDer = (source: Buffer, at = 0, limit = source.length): Der => {
  if (at + 2 > limit) throw new Malformed(`DER: nothing more at byte ${at}`);
  const tag = source[at] ?? 0;
  if ((tag & 0x1f) === 0x1f) throw new Malformed(`DER: a tag of several bytes at byte ${at}`);
  const first = source[at + 1] ?? 0;
  let from = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0) throw new Malformed(`DER: an indefinite length at byte ${at}`);
    if (count > 4 || from + count > limit) throw new Malformed(`DER: a length that cannot be at byte ${at}`);
    length = source.readUIntBE(from, count);
    if (length < 0x80 || (count > 1 && length < 2 ** (8 * (count - 1))))
      throw new Malformed(`DER: a length not in its shortest form at byte ${at}`);
    from += count;
  }
  const end = from + length;
  if (end > limit) throw new Malformed(`DER: ${length} bytes announced at byte ${at}, ${limit - from} there`);
  return { source, tag, start: at, from, end };
};

/** Reads a value that is all of the bytes. Throws Malformed. */
export const wholeDer = (source: Uint8Array): Der => {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const value = readDer(bytes);
  if (value.end !== bytes.length) throw new Malformed(`DER: ${bytes.length - value.end} bytes after the end`);
  return value;
};

/** The values inside a constructed one. Throws Malformed. */
export const children = (value: Der): readonly Der[] => {
  if ((value.tag & 0x20) === 0)
    throw new Malformed(`DER: nothing is inside the value at byte ${value.start}`);
  const found: Der[] = [];
  for (let at = value.from; at < value.end; ) {
    const next = readDer(value.source, at, value.end);
    found.push(next);
    at = next.end;
  }
  return found;
};

/** The contents. A view, not a copy. */
export const contents = (value: Der): Buffer => value.source.subarray(value.from, value.end);

/** Tag, length and contents. A view, not a copy. */
export const encoded = (value: Der): Buffer => value.source.subarray(value.start, value.end);

/** The value if it is there and has this tag. Throws Malformed. */
export const expectTag = (value: Der | undefined, tag: number, what: string): Der => {
  if (value?.tag === tag) return value;
  throw new Malformed(
    value === undefined ? `DER: ${what} is missing` : `DER: ${what} is expected at byte ${value.start}`,
  );
};
