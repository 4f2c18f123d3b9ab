/** What a builder takes as content: text is UTF-8. */
export type Content = string | Uint8Array;

export const toBytes = (content: Content): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const number = (width: number, value: number | bigint, little: boolean): Uint8Array => {
  const bytes = new Uint8Array(width);
  let rest = BigInt.asUintN(width * 8, BigInt(value));
  for (let i = 0; i < width; i += 1) {
    bytes[little ? i : width - 1 - i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
};

/** Little-endian unsigned numbers; what does not fit is cut, so that lies can be told. */
export const u16 = (value: number): Uint8Array => number(2, value, true);
export const u32 = (value: number): Uint8Array => number(4, value, true);
export const u64 = (value: number | bigint): Uint8Array => number(8, value, true);

/** A number of `width` bytes in either order. */
export const uint = (width: number, value: number | bigint, endian: 'little' | 'big'): Uint8Array =>
  number(width, value, endian === 'little');

/** `bytes` followed by zeros up to a multiple of `step`. */
export const padTo = (bytes: Uint8Array, step: number): Uint8Array =>
  concat(bytes, new Uint8Array((step - (bytes.length % step)) % step));

/** A copy of `bytes` with `change` put at `offset`. */
export const patched = (bytes: Uint8Array, offset: number, change: Uint8Array): Uint8Array => {
  const copy = bytes.slice();
  copy.set(change, offset);
  return copy;
};
