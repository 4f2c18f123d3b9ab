const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text as UTF-8; `valid` is false where bytes had to be replaced. */
export type TarText = { readonly text: string; readonly valid: boolean };

/** Most names are ASCII and short, for which a decoder costs more than it does. */
const asciiOf = (bytes: Uint8Array): string | undefined => {
  if (bytes.length > 256) return undefined;
  for (const byte of bytes) if (byte > 127) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
};

export const decodeText = (bytes: Uint8Array): TarText => {
  const ascii = asciiOf(bytes);
  if (ascii !== undefined) return { text: ascii, valid: true };
  try {
    return { text: strict.decode(bytes), valid: true };
  } catch {
    return { text: lenient.decode(bytes), valid: false };
  }
};

/** The bytes before the first NUL: how every reader takes a text field of a header. */
export const beforeNul = (field: Uint8Array): Uint8Array => {
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
};

const ZEROS = Buffer.alloc(4096);

/** Position of the first byte that is not zero, or -1. */
export const firstNonZero = (bytes: Uint8Array): number => {
  for (let at = 0; at < bytes.length; at += ZEROS.length) {
    const piece = bytes.subarray(at, at + ZEROS.length);
    if (ZEROS.compare(piece, 0, piece.length, 0, piece.length) !== 0)
      return at + piece.findIndex((byte) => byte !== 0);
  }
  return -1;
};
