/** A numeric header field: its value, or what is wrong with it. */
export type TarNumber = { readonly value: number } | { readonly wrong: string };

const SPACE = 0x20;

/** GNU base-256: the first bit set, the rest a two's complement number, most significant byte first. */
const base256 = (field: Uint8Array): TarNumber => {
  const first = field[0] ?? 0;
  const negative = (first & 0x40) !== 0;
  let value = negative ? (first & 0x3f) - 0x40 : first & 0x3f;
  for (let at = 1; at < field.length; at += 1) {
    value = value * 256 + (field[at] ?? 0);
    if (!Number.isSafeInteger(value)) return { wrong: 'is beyond 2^53' };
  }
  return { value };
};

/**
 * Octal digits with leading spaces or zeros, ended by a space, a NUL or the field's end (POSIX.1-2017 pax, "ustar
 * Interchange Format"), or GNU's base-256. An empty field is 0, as every reader takes it. Nothing but NULs and spaces
 * may follow the digits.
 */
export const parseTarNumber = (field: Uint8Array): TarNumber => {
  if (((field[0] ?? 0) & 0x80) !== 0) return base256(field);
  let at = 0;
  while (field[at] === SPACE) at += 1;
  let value = 0;
  for (; at < field.length; at += 1) {
    const digit = (field[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  for (; at < field.length; at += 1) {
    const byte = field[at] ?? 0;
    if (byte !== 0 && byte !== SPACE)
      return { wrong: `holds the byte 0x${byte.toString(16).padStart(2, '0')}, which is no octal digit` };
  }
  return { value };
};
