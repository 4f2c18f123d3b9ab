/** One DER value (X.690): the tag, the length in its shortest form, the contents. */
export const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const digits: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length, ...digits]), content]);
};

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);

/** A SET OF: DER asks for its members in the order of their bytes (X.690, 11.6). */
export const setOf = (...parts: readonly Uint8Array[]): Buffer =>
  der(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)));

/** Constructed, context-specific: `[n]` around whole values. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Buffer =>
  der(0xa0 | number, ...parts);

/** Primitive, context-specific: `[n] IMPLICIT`. */
export const implicit = (number: number, content: Uint8Array): Buffer => der(0x80 | number, content);

export const octets = (content: Uint8Array): Buffer => der(0x04, content);

/** A BIT STRING of whole bytes. */
export const bits = (content: Uint8Array): Buffer => der(0x03, Buffer.from([0]), content);

export const boolean = (value: boolean): Buffer => der(0x01, Buffer.from([value ? 0xff : 0]));

export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text, 'utf8'));

/** A number that is not negative, from its big-endian bytes: no zeroes in front, but one where it would read as negative. */
export const unsigned = (bytes: Uint8Array): Buffer => {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const value = bytes.subarray(start);
  return der(0x02, Buffer.from(((value[0] ?? 0) & 0x80) === 0 && value.length > 0 ? [] : [0]), value);
};

export const small = (value: number): Buffer =>
  unsigned(Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]));

const arc = (value: number): number[] => {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift((rest % 128) | 0x80);
  return digits;
};

/** An OBJECT IDENTIFIER from dotted decimal. */
export const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(arc)));
};

const compact = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z`;

/** GeneralizedTime in whole seconds. */
export const generalizedTime = (milliseconds: number): Buffer =>
  der(0x18, Buffer.from(compact(milliseconds), 'latin1'));

/** As certificates write times: UTCTime through 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
export const certificateTime = (milliseconds: number): Buffer =>
  new Date(milliseconds).getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(compact(milliseconds).slice(2), 'latin1'))
    : generalizedTime(milliseconds);
